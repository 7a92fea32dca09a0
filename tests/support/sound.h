#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

namespace rnnscope {

/// Numbers as they stand in a little-endian file.
template <class... Numbers>
std::string stored(Numbers... numbers)
{
    std::string bytes;
    (bytes.append(reinterpret_cast<const char*>(&numbers), sizeof numbers), ...);
    return bytes;
}

/// A chunk of a RIFF file, filled up to an even size.
inline std::string chunk(const std::string& name, const std::string& content)
{
    return name + stored(static_cast<uint32_t>(content.size())) + content
        + std::string(content.size() % 2, '\0');
}

/// The format chunk of a WAVE file.
inline std::string soundFormat(uint16_t code, uint16_t channels, uint16_t bits)
{
    const auto frame = static_cast<uint16_t>(channels * bits / 8);
    return chunk(
        "fmt ", stored(code, channels, uint32_t(8000), uint32_t(8000) * frame, frame, bits));
}

inline std::string riff(const std::string& chunks)
{
    return "RIFF" + stored(static_cast<uint32_t>(chunks.size() + 4)) + "WAVE" + chunks;
}

/// A WAVE file of these samples, channel by channel in turn.
template <class... Samples>
std::string soundOf(uint16_t channels, Samples... samples)
{
    using Sample = std::common_type_t<Samples...>;
    const uint16_t code = std::is_floating_point_v<Sample> ? 3 : 1;
    return riff(
        soundFormat(code, channels, 8 * sizeof(Sample)) + chunk("data", stored(samples...)));
}

} // namespace rnnscope
