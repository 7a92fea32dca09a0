#include "tests/bench/limits.h"

#ifdef __AVX2__

#include <immintrin.h>

namespace rnnscope::limits {

namespace {

constexpr size_t lanes = 8;

template <int count>
float fold(const __m256 (&sums)[count])
{
    __m256 total = sums[0];
    for (int k = 1; k < count; ++k)
        total = _mm256_add_ps(total, sums[k]);
    return _mm256_cvtss_f32(total);
}

} // namespace

float sum(const float* numbers, size_t count)
{
    // Two additions of three cycles each run at once: 6 chains hide them, 8 were measured fastest.
    __m256 sums[8]{};
    for (size_t i = 0; i + 8 * lanes <= count; i += 8 * lanes)
#pragma GCC unroll 8
        for (size_t k = 0; k < 8; ++k)
            sums[k] = _mm256_add_ps(sums[k], _mm256_loadu_ps(numbers + i + k * lanes));
    return fold(sums);
}

float multiply(size_t operations)
{
    // Two of four or five cycles each run at once: 12 chains hide them and fit 16 registers. They
    // start at different numbers, as the compiler would make one chain of equal ones.
    __m256 chains[12];
    for (int k = 0; k < 12; ++k)
        chains[k] = _mm256_set1_ps(static_cast<float>(k));
    const __m256 factor = _mm256_set1_ps(0.999F), summand = _mm256_set1_ps(0.001F);
    for (size_t done = 0; done < operations; done += 2 * 12 * lanes)
#pragma GCC unroll 12
        for (int k = 0; k < 12; ++k)
            chains[k] = _mm256_fmadd_ps(chains[k], factor, summand);
    return fold(chains);
}

} // namespace rnnscope::limits

#else // never called

namespace rnnscope::limits {

float sum(const float*, size_t) { return 0; }
float multiply(size_t) { return 0; }

} // namespace rnnscope::limits

#endif
