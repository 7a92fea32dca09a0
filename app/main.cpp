#include "app/commands.h"
#include "app/options.h"
#include "core/load/child.h"
#include "core/load/untrusted.h"

#include <QApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <new>
#include <optional>
#include <string_view>

namespace {

using namespace rnnscope;

/// A command of the command line.
struct Command {
    std::string_view name;
    const char* usage;
    const char* summary;
    int (*run)(const QStringList& arguments);
};

constexpr std::array table{
    Command{"inspect", " FILE", "what a saved model holds", command::inspect},
    Command{"trace", " FILE INPUT | --lab PRESET -o OUT", "every quantity at every step",
        command::trace},
    Command{
        "flow", " FILE INPUT | --lab PRESET -o OUT", "the gradient through time", command::flow},
    Command{"train", " TASK --cell rnn,lstm,gru -o OUT", "trains a network", command::train},
    Command{"render", " FILE INPUT --view NAME -o OUT", "draws a view", command::render},
    Command{"formats", "", "the file formats", command::formats},
    Command{"tasks", "", "what can be trained, and examples", command::tasks},
    Command{"views", "", "what can be rendered", command::views},
};

QString helpText()
{
    QString text
        = "RNN Scope: see recurrent networks think, one token at a time.\n\n"
          "rnnscope [FILE…]\n    opens the window, with saved models side by side or the example\n";
    for (const Command& command : table)
        text += QString("rnnscope %1%2\n    %3\n")
                    .arg(command.name.data(), command.usage, command.summary);
    return text + "\nEvery command explains its options: rnnscope COMMAND --help\n";
}

QtMessageHandler speak = nullptr; ///< what Qt does with its messages

/// Without a screen Qt warns of what is of no use there: size hints, and a session of the desktop.
void speakOfUse(QtMsgType type, const QMessageLogContext& context, const QString& said)
{
    if (!said.contains("propagateSizeHints") && !said.contains("XDG_RUNTIME_DIR"))
        speak(type, context, said);
}

/// Commands run without a display; only render and the window need more of Qt.
int runCommand(const Command& command, int argc, char** argv)
{
    if (command.run == command::render) {
        if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        speak = qInstallMessageHandler(speakOfUse);
        const QApplication application(argc, argv);
        return command.run(application.arguments().mid(2));
    }
    const QCoreApplication application(argc, argv);
    return command.run(application.arguments().mid(2));
}

/// What keeps the window from opening, asked before Qt would end the program for it.
std::optional<Error> obstacle(const QString& file)
{
    if (!file.isEmpty() && !file.startsWith('-') && !QFileInfo::exists(file))
        return Error{Fault::File, "Cannot open “" + file.toStdString() + "”",
            "expected a command or a file, found neither", "rnnscope --help lists the commands"};
#ifdef Q_OS_LINUX
    const auto isSet = [](const char* name) { return qEnvironmentVariableIsSet(name); };
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY") && !isSet("QT_QPA_PLATFORM"))
        return Error{Fault::Input, "Cannot open the window", "expected a display, found none",
            "Without one, use a command: rnnscope --help lists them"};
#endif
    return {};
}

int run(int argc, char** argv)
{
    QCoreApplication::setOrganizationName("rnnscope");
    QCoreApplication::setApplicationName("rnnscope");
    QCoreApplication::setApplicationVersion(RNNSCOPE_VERSION);
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (first == "--help" || first == "-h")
        return print(helpText());
    if (first == "--version" || first == "-v")
        return print(versionText());
    const auto found = std::ranges::find(table, first, &Command::name);
    if (found != table.end())
        return runCommand(*found, argc, argv);
    if (const auto error = obstacle(QString::fromLocal8Bit(argc > 1 ? argv[1] : "")))
        return fail(*error);
    const QApplication application(argc, argv);
    return command::showWindow(application.arguments().mid(1));
}

} // namespace

int main(int argc, char** argv)
{
    // Before anything of Qt: this process only reads a file for another one.
    if (argc == 2 && std::string_view(argv[1]) == readingOption)
        return readUntrusted();
    readWith("/proc/self/exe");
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        return fail({Fault::Input, "Cannot do this", "expected enough memory, found too little",
            "Take a shorter sequence or a smaller model"});
    }
}
