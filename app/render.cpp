#include "app/commands.h"

#include "app/exports.h"
#include "app/input.h"
#include "core/cell/cells.h"
#include "ui/inspector/inspector.h"
#include "ui/window/look.h"
#include "ui/window/mainwindow.h"
#include "ui/window/views.h"

#include <QApplication>
#include <QFileInfo>

namespace rnnscope::command {

namespace {

void declare(Options& options)
{
    options.declareOptional("FILE", "a saved model, or a built-in one; poem-lstm if not given");
    declareInput(options);
    options.declareText({"beside"}, "FILE", "a saved model to be seen beside it; up to two");
    options.declareText({"view"}, "NAME", "window, or a view that “rnnscope views” lists");
    options.declareText({"part"}, "NAME",
        "with --view inspector: a tensor, or a part such as \"layer 1: LSTM, 24 → 64\"");
    options.declareText({"pane"}, "P",
        "with --view inspector: heat, numbers, curve, histogram, biases or spectrum");
    options.declareNumber("step", "T", "the step to show, 1 the first; 14 if not given", 1);
    options.declareText({"size"}, "WxH", "in pixels; 1440x900 if not given");
    options.declareText({"theme"}, "T", "light or dark");
    options.declareChoice(
        "palette", "P", "the colours, the strong ones for weak projectors", {"standard", "strong"});
    options.declareText({"language"}, "L", "en or ko");
    declareExport(options);
}

/// Models compared with a built-in one; a model of a file stands alone.
Result<Scene> sceneBeside(const QString& file, Run& run, Watch& watch)
{
    if (!QFileInfo::exists(file))
        return builtInScene(file.section('-', 0, -2), watch);
    Scene scene;
    scene.models = {std::make_shared<const Model>(std::move(run.model))};
    scene.origins = {{QFileInfo(file).fileName(), file, run.contents, run.choices}};
    return scene;
}

/// The place of the built-in network of that name among others side by side.
size_t placeOfNamed(const QString& file)
{
    for (size_t i = 0; i < cells().size(); ++i)
        if (file.endsWith("-" + QString::fromUtf8(cells()[i]->id())))
            return i;
    return 0;
}

/// The scene with another file beside the one that was named.
Result<ScenePtr> joined(
    const Scene& scene, const QString& named, const QString& other, Watch& watch)
{
    const size_t place = scene.opened() ? 0 : placeOfNamed(named);
    auto both = besideScene(scene, place, other, {}, watch);
    return both ? std::move(both->scene) : both.error();
}

Result<ScenePtr> sceneOf(const Options& options, Watch& watch)
{
    const Example& example = *findExample(openingExample().toStdString());
    auto run = readRun(options, std::string(example.opening));
    if (!run)
        return run.error();
    const QString file = options.argument(0).isEmpty() ? defaultModel : options.argument(0);
    auto scene = sceneBeside(file, *run, watch);
    if (!scene)
        return scene.error();
    const Example* named = findExample(options.text("example").toStdString());
    scene->title = options.argument(0).isEmpty() || named
        ? QString::fromUtf8((named ? *named : example).title)
        : QFileInfo(file).fileName();
    scene->source = run->source;
    auto shown = runScene(std::move(*scene), std::move(run->sequence), watch);
    for (const QString& other : options.texts("beside"))
        if (shown)
            shown = joined(**shown, file, other, watch);
    return shown;
}

QSize sizeOf(const QString& text)
{
    const QStringList parts = text.split('x');
    return parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
}

/// What is wrong with the call, or nothing.
std::optional<QString> misuseOf(const Options& options, QSize size)
{
    constexpr int least = 100, most = 16384;
    if (std::min(size.width(), size.height()) < least
        || std::max(size.width(), size.height()) > most)
        return QString("--size expects WIDTHxHEIGHT from %1 to %2, found “%3”")
            .arg(least)
            .arg(most)
            .arg(options.text("size"));
    const QString view = options.text("view", "window");
    if (view != "window" && !findView(view.toStdString()))
        return QString("--view expects window or a view that “rnnscope views” lists, found “%1”")
            .arg(view);
    const QString theme = options.text("theme", "light"), language = options.text("language", "en");
    if (theme != "light" && theme != "dark")
        return QString("--theme expects light or dark, found “%1”").arg(theme);
    if (language != "en" && language != "ko")
        return QString("--language expects en or ko, found “%1”").arg(language);
    return {};
}

/// Shows the scene at the step with its gradient, as the window does after a while.
void settle(Desk& desk, const ScenePtr& scene, int step)
{
    desk.session->show(scene);
    desk.playback->toStep(std::min(step, desk.playback->steps()) - 1);
    while (!desk.session->gradient())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Lets a view make what it makes in the background.
void await(const View& view)
{
    while (view.busy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Chooses what an inspector shows; an error where there is no such part or pane.
std::optional<Error> chooseIn(View& view, const QString& part, const QString& pane)
{
    auto* inspector = qobject_cast<Inspector*>(&view);
    const auto missing = [](const char* what, const QString& name) {
        return Error{Fault::Input, "Cannot draw “" + name.toStdString() + "”",
            std::string("expected ") + what + ", found none of that name",
            "rnnscope inspect FILE --tensors lists the tensors"};
    };
    if (!part.isEmpty() && !(inspector && inspector->select(part)))
        return missing("a tensor or a part of the inspector", part);
    if (!pane.isEmpty() && !(inspector && inspector->details().openPane(pane)))
        return missing("a pane of the inspector", pane);
    return std::nullopt;
}

/// The view by itself with what it is to show; null for the window.
Result<std::unique_ptr<View>> viewAlone(const Desk& desk, const Options& options)
{
    const ViewInfo* info = findView(options.text("view", "window").toStdString());
    std::unique_ptr<View> alone(info ? info->make(desk, nullptr) : nullptr);
    if (!alone)
        return alone;
    alone->setAccessibleName(QCoreApplication::translate("view", info->title));
    alone->refresh(Change::All);
    await(*alone);
    if (const auto error = chooseIn(*alone, options.text("part"), options.text("pane")))
        return *error;
    return alone;
}

/// Brings it to that size; an error where it cannot be so small.
std::optional<Error> show(QWidget& shown, const QString& name, QSize size)
{
    shown.setMinimumSize(0, 0);
    shown.resize(size);
    shown.show();
    for (int turns = 0; turns < 4; ++turns) // layouts settle in a few
        QCoreApplication::processEvents();
    if (const auto* view = qobject_cast<View*>(&shown))
        await(*view);
    if (shown.size() == size)
        return {};
    return Error{Fault::Input, "Cannot draw " + name.toStdString(),
        "expected a size of at least " + std::to_string(shown.width()) + "x"
            + std::to_string(shown.height()) + ", found " + std::to_string(size.width()) + "x"
            + std::to_string(size.height()),
        "Give a larger --size"};
}

}

int render(const QStringList& arguments)
{
    Options options(
        "render", "Draws the window or one of its views without a screen, still or moving.");
    declare(options);
    if (const auto status = options.read(arguments))
        return *status;
    const QSize size = sizeOf(options.text("size", "1440x900"));
    if (const auto misuse = misuseOf(options, size))
        return options.misuse(*misuse, "See rnnscope render --help");
    if (const auto status = misusedExport(options))
        return *status;
    applyFont();
    MainWindow window(
        {options.text("theme", "light"), options.text("language", "en"), options.text("palette")});
    Watch watch;
    const auto scene = sceneOf(options, watch);
    if (!scene)
        return fail(scene.error());
    settle(window.desk(), *scene, options.number("step", openingSteps));
    const QString named = options.argument(0).isEmpty() ? defaultModel : options.argument(0);
    window.desk().session->choose((*scene)->opened() ? 0 : static_cast<int>(placeOfNamed(named)));
    const auto alone = viewAlone(window.desk(), options);
    if (!alone)
        return fail(alone.error());
    QWidget& shown = *alone ? **alone : static_cast<QWidget&>(window);
    if (const auto error = show(shown, options.text("view", "window"), size))
        return fail(*error);
    return exportShown(options, window.desk(), shown);
}

} // namespace rnnscope::command
