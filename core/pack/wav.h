#pragma once

#include "core/pack/tensor.h"

namespace rnnscope {

/// Sound as a RIFF/WAVE file stores it. Its samples are read when they are wanted: minutes of sound
/// are more numbers than anybody looks at.
struct Wave {
    int rate = 0; ///< samples a second, of each channel
    int channels = 0;
    int width = 0; ///< bytes of one sample
    bool real = false; ///< floating-point samples, else whole numbers
    Index frames = 0; ///< samples of each channel
    Data data; ///< frames × channels × width bytes, little-endian

    /// Channels × `count`, the frames from `from` on; they must lie within. Whole numbers are
    /// scaled to [−1, 1), real ones are taken as they are.
    Matrix samples(Index from, Index count) const;
};

/// Whether a file begins as one does.
bool sniffWave(Bytes head);

/// Reads whole-number samples of 8, 16, 24 and 32 bits and real ones of 32 and 64, also with the
/// extensible header; chunks of other purposes are passed over. A length that a recorder left open
/// ends with the file. Compressed sound is refused by name.
/// @param name the file's name for messages
/// @param keep what the bytes live as long as
Result<Wave> readWave(Bytes file, std::string_view name, std::shared_ptr<const void> keep);

} // namespace rnnscope
