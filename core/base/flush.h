#pragma once

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace rnnscope {

/// While it lives, this thread and those it starts take numbers too small for full precision
/// (float: below 1.2e-38) for zero, in and out. A gradient that vanishes passes through them, and
/// processors take many times longer with each. Does nothing where the processor cannot.
class FlushToZero {
public:
#if defined(__SSE__)
    FlushToZero()
        : m_before(_mm_getcsr())
    {
        constexpr unsigned flush = 0x8000, zeros = 0x0040; // FTZ and DAZ of MXCSR
        _mm_setcsr(m_before | flush | zeros);
    }
    ~FlushToZero() { _mm_setcsr(m_before); }
    FlushToZero(const FlushToZero&) = delete;
    FlushToZero& operator=(const FlushToZero&) = delete;

private:
    unsigned m_before;
#endif
};

} // namespace rnnscope
