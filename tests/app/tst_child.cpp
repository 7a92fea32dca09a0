#include "core/load/child.h"
#include "core/load/confine.h"
#include "core/load/open.h"
#include "tests/support/child.h"
#include "tests/support/files.h"
#include "tests/support/process.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace rnnscope;

namespace {

/// All that contents say, and the bytes of their tensors.
std::string described(const Result<Contents>& contents)
{
    std::string numbers;
    return writeWire(contents, [&](const Data& data) {
        numbers += textOf(data.all());
        return FilePlace{0, numbers.size()};
    }) + numbers;
}

QString textOfError(const Result<Contents>& contents)
{
    return contents ? "it was read" : QString::fromStdString(contents.error().text());
}

/// The processes that this one has started.
QByteArray processes()
{
    QByteArray all;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task"))
        all += QByteArray::fromStdString(contentOf(task.path() / "children"));
    return all;
}

} // namespace

/// Files are read in another process, which can do no harm.
class Child : public QObject {
    Q_OBJECT

private slots:
    void init() { readWith(RNNSCOPE_PROGRAM); }

    void filesAreReadAsInThisProcess_data();
    void filesAreReadAsInThisProcess();
    void processHasNothingButItsFile();
    void processThatEndsIsTold_data();
    void processThatEndsIsTold();
    void processThatHangsIsEnded();
    void tooMuchMemoryIsTold();
    void cancelEndsItAtOnce();
    void progressIsSeen();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void onlyPlainFilesOfTheFolderAreGiven();
    void fileThatIsWrittenAgainStaysAsItWas();
    void largeFileThatIsWrittenAgainSaysSo();
    void nothingElseIsAllowed_data();
    void nothingElseIsAllowed();

private:
    std::string write(const char* name, const std::string& content) const
    {
        const std::string path = m_folder.filePath(name).toStdString();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    /// What comes back from a Puppet that obeys.
    Result<Contents> obeyed(const std::string& commands)
    {
        readWith("/proc/self/exe");
        return contentsOf(write("evil.h5", commands), m_watch);
    }

    QTemporaryDir m_folder;
    Watch m_watch;
};

void Child::filesAreReadAsInThisProcess_data()
{
    QTest::addColumn<std::string>("path");
    for (const std::string& folder : {dataPath("load"), sharedPath("")}) {
        if (!std::filesystem::exists(folder))
            continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                QTest::newRow(entry.path().filename().c_str()) << entry.path().string();
    }
}

void Child::filesAreReadAsInThisProcess()
{
    QFETCH(std::string, path);
    const std::string there = described(contentsOf(path, m_watch));
    readWith("");
    QVERIFY(described(contentsOf(path, m_watch)) == there);
}

void Child::processHasNothingButItsFile()
{
    const int other = ::open("/dev/null", O_RDONLY); // nobody closes it for us
    const auto contents = obeyed("descriptors\nanswer");
    ::close(other);
    QVERIFY2(contents, qPrintable(textOfError(contents)));
    // its end of the channel, and what came with the first letter
    QCOMPARE(contents->archive.metadata.at("descriptors"), std::string("0 1 2 3 4 5 6 "));
}

void Child::processThatEndsIsTold_data()
{
    QTest::addColumn<QString>("commands");
    QTest::addColumn<QString>("found");
    const QString crashed = "found that it crashed";
    QTest::newRow("without a word") << "" << crashed;
    QTest::newRow("crashed") << "raise 11" << crashed + ": Segmentation fault";
    QTest::newRow("aborted") << "raise 6" << crashed + ": Aborted";
    QTest::newRow("killed") << "raise 9" << crashed + ": Killed";
    QTest::newRow("out of processor time") << "raise 24"
                                           << "expected to read it in 4 s";
}

void Child::processThatEndsIsTold()
{
    QFETCH(QString, commands);
    QFETCH(QString, found);
    const QString error = textOfError(obeyed(commands.toStdString()));
    QVERIFY2(error.startsWith("Cannot read evil.h5: "), qPrintable(error));
    QVERIFY2(error.contains(found), qPrintable(error));
    QVERIFY2(error.endsWith("The file is damaged or made to harm: get it again from whom you "
                            "trust."),
        qPrintable(error));
    readWith("/bin/false");
    QVERIFY(textOfError(contentsOf(write("a.pt", ""), m_watch)).contains("found that it crashed"));
    readWith("/nowhere");
    QVERIFY(textOfError(contentsOf(write("a.pt", ""), m_watch)).contains("found none"));
}

void Child::processThatHangsIsEnded()
{
    QElapsedTimer clock;
    clock.start();
    const QString error = textOfError(obeyed("wait 60"));
    QVERIFY2(error.startsWith("Cannot read evil.h5: expected to read it in 4 s, found that it "
                              "takes longer"),
        qPrintable(error));
    QVERIFY(clock.elapsed() < 5'000 * slowness);
    QCOMPARE(processes(), QByteArray());
}

/// Objects in JSON take 40 times as much memory as text.
void Child::tooMuchMemoryIsTold()
{
    constexpr size_t count = 8'000'000;
    std::string header = "{\"a\":[{}";
    for (size_t i = 1; i < count; ++i)
        header += ",{}";
    header += "]}";
    const uint64_t length = header.size();
    const std::string path = write(
        "evil.safetensors", std::string(textOf(std::as_bytes(std::span(&length, 1)))) + header);
    const QString error = textOfError(contentsOf(path, m_watch));
    QVERIFY2(error.startsWith("Cannot read evil.safetensors: expected to need memory in "
                              "proportion to its size, found that it needs more"),
        qPrintable(error));
}

/// The best of several, since the machine may be busy.
void Child::cancelEndsItAtOnce()
{
    qint64 best = INT64_MAX;
    for (int i = 0; i < 5; ++i) {
        Watch watch;
        QElapsedTimer clock;
        std::thread user([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            clock.start();
            watch.cancel();
        });
        readWith("/proc/self/exe");
        const auto contents = contentsOf(write("evil.h5", "wait 60"), watch);
        user.join();
        best = std::min(best, clock.elapsed());
        QVERIFY(!contents);
        QCOMPARE(contents.error().fault, Fault::Cancelled);
        QCOMPARE(processes(), QByteArray());
    }
    QVERIFY2(best < 100, qPrintable(QString::number(best)));
}

void Child::progressIsSeen()
{
    readWith("/proc/self/exe");
    const std::string path = write(
        "evil.h5", "report 0.5\nwait 0.5\nreport nan\nwait 0.5\nreport 7\nwait 0.5\nanswer");
    std::set<double> seen;
    std::atomic<bool> done = false;
    std::thread user([&] {
        while (!done)
            seen.insert(m_watch.progress());
    });
    const auto contents = contentsOf(path, m_watch);
    done = true;
    user.join();
    QVERIFY(contents);
    QVERIFY(seen.contains(0.75)); // the second half of the work
    QVERIFY(*seen.rbegin() <= 1);
}

void Child::nonsenseIsRefused_data()
{
    QTest::addColumn<QString>("commands");
    QTest::newRow("an answer that is none") << "write 1000";
    QTest::newRow("an empty answer") << "write 0";
    QTest::newRow("an answer where nothing is") << "elsewhere";
    QTest::newRow("an unknown letter") << "nonsense\nwait 60";
    QTest::newRow("a shorter Watch") << "cut\nreport 0.5\nwait 0.2\nwrite 0";
}

void Child::nonsenseIsRefused()
{
    QFETCH(QString, commands);
    const QString error = textOfError(obeyed(commands.toStdString()));
    QVERIFY2(error.startsWith("Cannot read evil.h5: expected "), qPrintable(error));
}

void Child::onlyPlainFilesOfTheFolderAreGiven()
{
    write("plain.bin", "numbers");
    const QDir folder(m_folder.path());
    QVERIFY(folder.mkdir("inner"));
    QVERIFY(QFile::link("/etc/passwd", folder.filePath("link")));
    QVERIFY(QFile::link("plain.bin", folder.filePath("near")));
    QCOMPARE(::mkfifo(folder.filePath("pipe").toLocal8Bit(), 0600), 0);
    const std::string path = folder.filePath("plain.bin").toStdString();
    const std::map<std::string, std::string> expected{
        {"ask plain.bin", "numbers"}, // and nobody may write to it
        {"ask none.bin", "expected a file, found none of that name"},
        {"ask ../" + folder.dirName().toStdString() + "/plain.bin",
            "expected a plain name, found a folder in it"},
        {"ask " + path, "expected a plain name, found a folder in it"},
        {"ask ..", "expected a plain name, found a folder in it"},
        {"ask .", "expected a plain name, found a folder in it"},
        {"ask ", "expected a plain name, found a folder in it"},
        {"ask inner/", "expected a plain name, found a folder in it"},
        {"ask link", "expected a plain file, found a link"},
        {"ask near", "expected a plain file, found a link"},
        {"ask inner", "expected a file, found a folder"},
        {"ask pipe", "expected a file, found a device or a pipe"},
    };
    std::string commands;
    for (const auto& [command, answer] : expected)
        commands += command + "\n";
    const auto contents = obeyed(commands + "answer");
    QVERIFY2(contents, qPrintable(textOfError(contents)));
    for (const auto& [command, answer] : expected)
        QCOMPARE(contents->archive.metadata.at(command), answer);
    // Not without end either.
    const auto many = obeyed([] {
        std::string all;
        for (int i = 0; i < 300; ++i)
            all += "ask plain.bin\n";
        return all;
    }() + "answer");
    QVERIFY2(many, qPrintable(textOfError(many)));
    QCOMPARE(many->archive.metadata.at("ask plain.bin"),
        std::string("expected at most 200 files of 2000 MB, found more"));
}

/// torch.save writes a file again in place.
void Child::fileThatIsWrittenAgainStaysAsItWas()
{
    const std::string before = contentOf(dataPath("load/lstm2.pt"));
    const std::string path = write("a.pt", before);
    const auto contents = contentsOf(path, m_watch);
    QVERIFY(contents);
    const std::string said = described(contents);
    write("a.pt", contentOf(dataPath("load/gru1.pt")));
    QVERIFY(described(contents) == said);
    const auto again = contentsOf(write("a.pt", before), m_watch);
    QVERIFY(described(again) == said);
}

void Child::largeFileThatIsWrittenAgainSaysSo()
{
    const std::string header = R"({"rnn.weight_ih_l0":{"dtype":"F32","shape":[16,8000000],)"
                               R"("data_offsets":[0,512000000]},"rnn.weight_hh_l0":)"
                               R"({"dtype":"F32","shape":[16,4],"data_offsets":)"
                               R"([512000000,512000256]}})";
    const uint64_t length = header.size();
    const std::string path = write(
        "large.safetensors", std::string(textOf(std::as_bytes(std::span(&length, 1)))) + header);
    std::filesystem::resize_file(path, 8 + header.size() + 512'000'256); // mostly a hole
    const auto contents = contentsOf(path, m_watch);
    QVERIFY2(contents, qPrintable(textOfError(contents)));
    const Tensor& hh = contents->archive.tensors[1];
    QCOMPARE(hh.numbers(0, 1)[0], 0.0);
    std::fstream(path, std::ios::binary | std::ios::in | std::ios::out).seekp(-4, std::ios::end)
        << "abcd";
    QVERIFY(std::isnan(hh.numbers(0, 1)[0]));
    const auto model = modelOf(*contents);
    QVERIFY(!model);
    QCOMPARE(QString::fromStdString(model.error().text()),
        QString("Cannot read “rnn.weight_ih_l0” in large.safetensors: expected the file as it was "
                "when it was opened, found it changed. Open it again when nothing else writes to "
                "it."));
}

void Child::nothingElseIsAllowed_data()
{
    using Deed = std::function<bool()>; // whether it was done
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* name, bool allowed, Deed deed) {
        QTest::newRow(name) << std::move(deed) << allowed;
    };
    const auto mapped = [](int rights, int flags) {
        return ::mmap(nullptr, 4096, rights, flags, -1, 0) != MAP_FAILED;
    };
    constexpr int own = MAP_PRIVATE | MAP_ANONYMOUS;
    row("memory", true, [=] { return mapped(PROT_READ | PROT_WRITE, own); });
    row("the time", true, [] { return ::time(nullptr) > 0; });
    row("a socket", false, [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; });
    row("a socket within", false, [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; });
    row("a file to read", false, [] { return ::open("/etc/passwd", O_RDONLY) >= 0; });
    row("a file to write", false,
        [] { return ::open("/tmp/rnnscope-test", O_WRONLY | O_CREAT, 0600) >= 0; });
    row("a file to delete", false, [] { return ::unlink("/tmp/rnnscope-test") == 0; });
    row("a link", false, [] { return ::symlink("/etc", "/tmp/rnnscope-test") == 0; });
    row("another program", false, [] {
        char* const none[] = {nullptr};
        return ::execve("/bin/true", none, none) == 0;
    });
    row("another process", false, [] { return ::fork() >= 0; });
    row("another thread", false, [] {
        try {
            std::thread([] {}).join();
            return true;
        } catch (const std::system_error&) {
            return false;
        }
    });
    row("a signal to another", false, [] { return ::kill(::getppid(), 0) == 0; });
    row("rights", false, [] { return ::prctl(PR_SET_DUMPABLE, 1) == 0; });
    row("memory that runs", false, [=] { return mapped(PROT_READ | PROT_EXEC, own); });
    row("memory made to run", false, [] {
        void* const page = ::mmap(nullptr, 4096, PROT_READ, own, -1, 0);
        return ::mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
    });
    row("memory that is shared", false,
        [=] { return mapped(PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS); });
    row("memory that grows", false, [=] { return mapped(PROT_READ, own | MAP_GROWSDOWN); });
    row("memory without end", false, [] {
        return ::mmap(nullptr, size_t(1) << 30, PROT_READ | PROT_WRITE, own, -1, 0) != MAP_FAILED;
    });
    row("a file in memory", false, [] { return ::memfd_create("a", 0) >= 0; });
    row("more memory", false, [] {
        const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
        return ::setrlimit(RLIMIT_DATA, &all) == 0;
    });
}

void Child::nothingElseIsAllowed()
{
    QFETCH(std::function<bool()>, deed);
    QFETCH(bool, allowed);
    const pid_t process = ::fork();
    if (process == 0)
        ::_exit(!confine(1000) ? 2 : deed() ? 1 : 0);
    int status = 0;
    QCOMPARE(::waitpid(process, &status, 0), process);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), allowed ? 1 : 0);
}

int main(int argc, char** argv)
{
    if (argc == 2 && std::string_view(argv[1]) == readingOption)
        return Puppet().run();
    Child test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_child.moc"
