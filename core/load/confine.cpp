#include "core/load/confine.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <fstream>
#include <vector>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace rnnscope {

namespace {

#if defined(__x86_64__)
constexpr uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t architecture = AUDIT_ARCH_AARCH64;
#elif defined(__riscv) && __riscv_xlen == 64
constexpr uint32_t architecture = AUDIT_ARCH_RISCV64;
#else
#error "The filter of system calls needs this processor's number from linux/audit.h"
#endif

/// What a reader needs of the system. Memory is asked for by mmap and mprotect, see below.
constexpr std::array allowed = {SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise, SYS_futex, SYS_read,
    SYS_pread64, SYS_write, SYS_pwrite64, SYS_lseek, SYS_fstat, SYS_newfstatat, SYS_close,
    SYS_recvmsg, SYS_sendmsg, SYS_getpid, SYS_gettid, SYS_getrandom, SYS_clock_gettime,
    SYS_gettimeofday, SYS_sched_yield, SYS_rt_sigprocmask, SYS_exit, SYS_exit_group};

/// A program for the kernel, which runs it before every call.
class Filter {
public:
    Filter()
    {
        load(offsetof(seccomp_data, arch));
        unless(BPF_JEQ, architecture, SECCOMP_RET_KILL_PROCESS);
        load(offsetof(seccomp_data, nr));
        for (const long call : allowed)
            when(BPF_JEQ, static_cast<uint32_t>(call), SECCOMP_RET_ALLOW);
        // Memory may neither become code nor be what does not count towards its limit.
        allowUnless(SYS_mprotect, {{2, PROT_EXEC}});
        allowUnless(SYS_mmap, {{2, PROT_EXEC}, {3, MAP_SHARED | MAP_GROWSDOWN}});
        answer(SECCOMP_RET_ERRNO | EPERM);
    }

    bool install()
    {
        const sock_fprog program{static_cast<unsigned short>(m_code.size()), m_code.data()};
        return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
            && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
    }

private:
    struct Bits {
        int argument;
        uint32_t mask;
    };

    void add(int code, uint32_t value, int yes = 0, int no = 0)
    {
        m_code.push_back({static_cast<uint16_t>(code), static_cast<uint8_t>(yes),
            static_cast<uint8_t>(no), value});
    }
    void load(size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, static_cast<uint32_t>(offset)); }
    void answer(uint32_t verdict) { add(BPF_RET | BPF_K, verdict); }
    void when(int test, uint32_t value, uint32_t verdict)
    {
        add(BPF_JMP | test | BPF_K, value, 0, 1);
        answer(verdict);
    }
    void unless(int test, uint32_t value, uint32_t verdict)
    {
        add(BPF_JMP | test | BPF_K, value, 1, 0);
        answer(verdict);
    }
    /// Allows a call where none of the bits is set; ends the program for this call.
    void allowUnless(long call, const std::vector<Bits>& refused)
    {
        const auto rest = static_cast<int>(3 * refused.size() + 1);
        add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, rest);
        for (const Bits& bits : refused) {
            load(offsetof(seccomp_data, args) + 8 * static_cast<size_t>(bits.argument));
            when(BPF_JSET, bits.mask, SECCOMP_RET_ERRNO | EPERM);
        }
        answer(SECCOMP_RET_ALLOW);
    }

    std::vector<sock_filter> m_code;
};

/// Bytes of memory that this process may write to.
uint64_t ownBytes()
{
    uint64_t pages = 0;
    std::ifstream in("/proc/self/statm"); // size, resident, shared, text, lib, data
    for (int i = 0; i < 6; ++i)
        in >> pages;
    return pages * static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
}

struct Limit {
    __rlimit_resource what;
    uint64_t most;
};

/// What may be raised later on.
std::array<Limit, 3> limitsFor(uint64_t size)
{
    return {Limit{RLIMIT_CPU, static_cast<uint64_t>(limits::readingTime(size).count())},
        Limit{RLIMIT_FSIZE, limits::handedBytes(size)},
        Limit{RLIMIT_DATA, limits::readingBytes(size)}};
}

bool set(int process, __rlimit_resource what, uint64_t most)
{
    rlimit both{};
    if (::prlimit(process, what, nullptr, &both) != 0)
        return false;
    both.rlim_cur = std::min<rlim_t>(most, both.rlim_max);
    return ::prlimit(process, what, &both, nullptr) == 0;
}

} // namespace

bool confine(uint64_t size)
{
    std::signal(SIGXFSZ, SIG_IGN); // a write that is too long then fails
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    bool done = set(0, RLIMIT_CORE, 0);
    for (const Limit& one : limitsFor(size))
        done = done && set(0, one.what, one.most + (one.what == RLIMIT_DATA ? ownBytes() : 0));
    return done && Filter().install();
}

void widen(int process, uint64_t size, uint64_t more)
{
    const auto before = limitsFor(size), after = limitsFor(size + more);
    for (size_t i = 0; i < before.size(); ++i) {
        rlimit now{};
        if (::prlimit(process, before[i].what, nullptr, &now) == 0 && now.rlim_cur != RLIM_INFINITY)
            set(process, before[i].what, now.rlim_cur + after[i].most - before[i].most);
    }
}

} // namespace rnnscope
