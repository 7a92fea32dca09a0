#include "core/load/child.h"

#include "core/load/channel.h"
#include "core/load/confine.h"
#include "core/load/files.h"
#include "core/load/untrusted.h"
#include "core/load/vocabularyfile.h"
#include "core/load/wire.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <new>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>

namespace rnnscope {

namespace {

using Clock = std::chrono::steady_clock;

std::string& program()
{
    static std::string path;
    return path;
}

/// A Watch that two processes see. The other one may write anything into it.
class SharedWatch {
public:
    SharedWatch()
        : m_file(memoryFile(sizeof(Watch)))
    {
        // Nobody may shorten it: reading beyond its end would end this process.
        if (!m_file || !sealSize(*m_file))
            return;
        void* const at = ::mmap(
            nullptr, sizeof(Watch), PROT_READ | PROT_WRITE, MAP_SHARED, m_file->descriptor(), 0);
        if (at != MAP_FAILED)
            m_watch = new (at) Watch;
    }
    ~SharedWatch()
    {
        if (m_watch)
            ::munmap(m_watch, sizeof(Watch));
    }
    SharedWatch(const SharedWatch&) = delete;
    SharedWatch& operator=(const SharedWatch&) = delete;

    explicit operator bool() const { return m_watch; }
    const OpenFilePtr& file() const { return m_file; }
    double progress() const
    {
        const double progress = m_watch->progress();
        return progress >= 0 ? std::min(progress, 1.0) : 0;
    }

private:
    OpenFilePtr m_file;
    Watch* m_watch = nullptr;
};

/// A process that runs the program with no environment and nothing open but its end of a channel.
class Process {
public:
    explicit Process(const Channel& end)
    {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, end.descriptor(), readingDescriptor);
        for (int standard = 0; standard < readingDescriptor; ++standard)
            posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, readingDescriptor + 1);
        std::array<char*, 3> arguments{program().data(), const_cast<char*>(readingOption), nullptr};
        std::array<char*, 1> environment{nullptr};
        if (::posix_spawn(
                &m_id, program().c_str(), &actions, nullptr, arguments.data(), environment.data())
            != 0)
            m_id = -1;
        posix_spawn_file_actions_destroy(&actions);
    }
    ~Process() { end(); }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    int id() const { return m_id; }
    /// Ends it, where it has not ended; how it ended, as waitpid() tells.
    int end()
    {
        int status = 0;
        if (m_id < 0)
            return status;
        ::kill(m_id, SIGKILL);
        while (::waitpid(m_id, &status, 0) < 0 && errno == EINTR) { }
        m_id = -1;
        return status;
    }

private:
    pid_t m_id = -1;
};

/// One file being read by another process.
class Reading {
public:
    Reading(Files& files, Watch& watch)
        : m_files(files)
        , m_watch(watch)
        , m_written(memoryFile(0))
    {
    }

    Result<Contents> run();

private:
    std::optional<Error> start();
    std::optional<Error> follow();
    std::optional<Error> answer(const std::string& name);
    Result<Contents> take(const std::string& place) const;
    Error unable() const;
    Error harmful(const std::string& found) const;
    Error tooLong() const;
    Error ended(int status = 0) const;
    std::string where() const { return "Cannot read " + m_files.name(); }

    Files& m_files;
    Watch& m_watch;
    SharedWatch m_shared;
    OpenFilePtr m_written; ///< by the other process
    std::optional<Channel> m_channel;
    std::optional<Process> m_process;
    std::optional<std::string> m_done; ///< what the last letter said
    Clock::time_point m_begin = Clock::now();
};

Result<Contents> Reading::run()
{
    if (auto error = start())
        return *error;
    const auto problem = follow();
    const int status = m_process->end();
    if (problem)
        return *problem;
    return m_done ? take(*m_done) : Result<Contents>(ended(status));
}

std::optional<Error> Reading::start()
{
    auto ends = Channel::pair();
    if (!ends || !m_shared || !m_written)
        return unable();
    m_process.emplace(ends->second);
    if (m_process->id() < 0)
        return unable();
    m_channel = std::move(ends->first);
    // Where it has ended already nobody takes the letter: follow() finds out why.
    m_channel->send(
        {Letter::Read, m_files.name(), {m_files.opened()[0], m_written, m_shared.file()}});
    return {};
}

/// Until there is a last letter, or there can be none.
std::optional<Error> Reading::follow()
{
    constexpr std::chrono::milliseconds pause(15);
    while (!m_done) {
        if (m_watch.cancelled())
            return cancelled("Reading " + m_files.name());
        if (Clock::now() - m_begin > limits::readingTime(m_files.size()))
            return tooLong();
        m_watch.report(m_shared.progress());
        const auto state = m_channel->wait(pause);
        if (state == Channel::State::Silent)
            continue;
        const auto letter = state == Channel::State::Letter ? m_channel->receive(0) : std::nullopt;
        if (!letter)
            return {};
        if (letter->kind == Letter::Done)
            m_done = letter->text;
        else if (letter->kind != Letter::Ask)
            return ended();
        else if (auto error = answer(letter->text))
            return error;
    }
    return {};
}

/// Gives a further file of the folder, or says why not.
std::optional<Error> Reading::answer(const std::string& name)
{
    const uint64_t before = m_files.size();
    const auto file = m_files.sibling(name, m_watch);
    if (!file && file.error().fault == Fault::Cancelled)
        return file.error();
    if (file) {
        widen(m_process->id(), before, m_files.size() - before);
        m_channel->send({Letter::Given, {}, {*file}});
    } else {
        m_channel->send({Letter::Refused, writeWire(file.error(), {})});
    }
    return {};
}

/// What was handed back, now that nobody can change it any more.
Result<Contents> Reading::take(const std::string& place) const
{
    const auto written = std::make_shared<const OpenFile>(::dup(m_written->descriptor()));
    const uint64_t from = Cursor(bytesOf(place)).number<uint64_t>();
    const uint64_t size = written->size();
    const bool fits = from <= size && size - from <= limits::handedBytes(m_files.size());
    std::vector<Data> files{Data(written, 0, size)};
    for (const OpenFilePtr& file : m_files.opened())
        files.emplace_back(file, 0, file->size());
    if (!seal(*written) || !fits)
        return ended();
    const std::vector<std::byte> wire = files[0].part(from, size - from).all();
    return readWire(wire, files, m_files.name());
}

Error Reading::unable() const
{
    return {Fault::File, where(), "expected a process of its own to read it in, found none",
        "Close other programs and try again"};
}

/// It did what no file that was saved well makes it do.
Error Reading::harmful(const std::string& found) const
{
    return {Fault::Format, where(), "expected " + found,
        "The file is damaged or made to harm: get it again from whom you trust"};
}

Error Reading::tooLong() const
{
    return harmful("to read it in " + std::to_string(limits::readingTime(m_files.size()).count())
        + " s, found that it takes longer");
}

/// @param status of the process, where it has ended without an answer
Error Reading::ended(int status) const
{
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return tooLong();
    if (WIFEXITED(status) && WEXITSTATUS(status) == outOfMemory)
        return harmful("to need memory in proportion to its size, found that it needs more");
    const char* why = WIFSIGNALED(status) ? ::sigdescr_np(WTERMSIG(status)) : nullptr;
    return harmful("an answer of the process that reads it, found that it crashed"
        + (why ? std::string(": ") + why : ""));
}

Result<Contents> readHere(Files& files, Watch& watch)
{
    const auto ask
        = [files, &watch](const std::string& name) mutable { return files.sibling(name, watch); };
    const auto regions = std::make_shared<std::vector<Bytes>>();
    return readContents(mappedInput(files.opened()[0], files.name(), ask, regions), watch);
}

} // namespace

void readWith(std::string path) { program() = std::move(path); }

Result<Contents> contentsOf(const std::filesystem::path& path, Watch& watch)
{
    auto files = [&] {
        const Watch::Part part(watch, 0, 2);
        return Files::open(path, watch);
    }();
    if (!files)
        return files.error();
    const Watch::Part part(watch, 1, 2);
    auto contents = program().empty() ? readHere(*files, watch) : Reading(*files, watch).run();
    if (contents)
        addVocabulariesBeside(path, contents->archive);
    return contents;
}

} // namespace rnnscope
