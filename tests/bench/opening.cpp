// bench_opening PROGRAM FILE [cancel]: opens a model as the program does, read by PROGRAM
// --read-untrusted. Prints the seconds it takes, the seconds from a cancel to the end (the most of
// ten, where asked for), and the most bytes that both processes had in memory at one time.

#include "core/load/child.h"
#include "core/load/open.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

using namespace rnnscope;

namespace {

using Clock = std::chrono::steady_clock;

/// Bytes in memory of a process.
int64_t residentBytes(const std::string& process)
{
    int64_t reserved = 0, resident = 0;
    std::ifstream("/proc/" + process + "/statm") >> reserved >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

/// The processes that this one's threads have started.
std::vector<std::string> children()
{
    std::vector<std::string> all;
    const std::string self = std::to_string(::getpid());
    std::ifstream in("/proc/self/task/" + self + "/children");
    for (std::string one; in >> one;)
        all.push_back(one);
    return all;
}

/// Samples the memory of this process and its children while it lives.
class Sampler {
public:
    ~Sampler()
    {
        m_done = true;
        m_thread.join();
    }
    int64_t most() const { return m_most; }

private:
    void sample()
    {
        while (!m_done) {
            int64_t now = residentBytes("self");
            for (const std::string& child : children())
                now += residentBytes(child);
            m_most = std::max(m_most.load(), now);
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    std::atomic<bool> m_done = false;
    std::atomic<int64_t> m_most = 0;
    std::thread m_thread{[this] { sample(); }};
};

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Seconds to open a file; nothing where it cannot be, which is said.
std::optional<double> secondsToOpen(const char* file)
{
    Watch watch;
    const auto begin = Clock::now();
    const auto opened = openFile(file, watch);
    const double taken = secondsSince(begin);
    if (opened)
        return taken;
    std::fprintf(stderr, "%s\n", opened.error().text().c_str());
    return std::nullopt;
}

/// Seconds from a cancel, so long after the beginning, to the end.
double secondsToCancel(const char* file, double after)
{
    Watch watch;
    Clock::time_point asked = Clock::now();
    std::thread user([&] {
        std::this_thread::sleep_for(std::chrono::duration<double>(after));
        asked = Clock::now();
        watch.cancel();
    });
    const auto opened = openFile(file, watch);
    const auto end = Clock::now();
    user.join();
    return opened ? 0 : std::chrono::duration<double>(end - asked).count();
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3)
        return 2;
    readWith(argv[1]);
    const Sampler sampler;
    const auto taken = secondsToOpen(argv[2]);
    if (!taken)
        return 1;
    double latest = 0;
    if (argc > 3) { // the second time, what the first one read is in memory
        const double again = secondsToOpen(argv[2]).value_or(*taken);
        for (int i = 0; i < 10; ++i)
            latest = std::max(latest, secondsToCancel(argv[2], again * i / 10));
    }
    std::printf("%.4f %.4f %lld\n", *taken, latest, static_cast<long long>(sampler.most()));
}
