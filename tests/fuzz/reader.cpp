// One reader under libFuzzer, then the assembly of what it found. Besides crashes and undefined
// behaviour, memory out of proportion to the file is a finding.

#include "core/load/open.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>

#include <sanitizer/allocator_interface.h>

using namespace rnnscope;

namespace {

std::atomic<int64_t> inUse{0}, peak{0};

void allocated(const volatile void* memory, size_t)
{
    const auto size
        = static_cast<int64_t>(__sanitizer_get_allocated_size(const_cast<const void*>(memory)));
    const int64_t now = inUse += size;
    if (now > peak)
        peak = now;
}

void freed(const volatile void* memory)
{
    if (memory)
        inUse -= static_cast<int64_t>(
            __sanitizer_get_allocated_size(const_cast<const void*>(memory)));
}

const Reader& chosen()
{
    const auto all = readers();
    const auto found = std::ranges::find(all, RNNSCOPE_READER, &Reader::id);
    if (found == all.end()) {
        std::fprintf(stderr, "There is no reader " RNNSCOPE_READER ".\n");
        std::abort();
    }
    return *found;
}

/// Siblings: the file itself stands for every other part of the model.
Input inputOf(const std::string& bytes)
{
    Input input = rnnscope::inputOf(bytes, "fuzzed");
    input.sibling = [bytes](const std::string& name) -> Result<Input> {
        return rnnscope::inputOf(bytes, name);
    };
    return input;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const bool hooked = __sanitizer_install_malloc_and_free_hooks(allocated, freed) != 0;
    static const Reader& reader = chosen();
    if (!hooked)
        std::abort();
    const Input input = inputOf(std::string(reinterpret_cast<const char*>(data), size));
    Watch watch;
    inUse = peak = 0;
    if (const auto contents = reader.read(input, watch))
        (void)modelOf(*contents);
    constexpr int64_t floor = 64'000'000; // what a small file may take at least
    if (peak > std::max<int64_t>(floor, 10 * static_cast<int64_t>(size))) {
        std::fprintf(
            stderr, "%zu bytes took %lld bytes of memory.\n", size, static_cast<long long>(peak));
        std::abort();
    }
    return 0;
}
