#include "core/pack/wav.h"

#include <array>

namespace rnnscope {

namespace {

enum Code : uint16_t { Pcm = 1, Float = 3, Extensible = 0xfffe };

struct Compression {
    uint16_t code;
    const char* name;
};

constexpr std::array compressions{Compression{2, "ADPCM"}, Compression{6, "A-law"},
    Compression{7, "µ-law"}, Compression{0x11, "IMA ADPCM"}, Compression{0x31, "GSM"},
    Compression{0x50, "MPEG"}, Compression{0x55, "MP3"}, Compression{0xff, "AAC"}};

Error refused(std::string_view name, std::string found, std::string advice)
{
    return {Fault::Format, "Cannot read the sound “" + std::string(name) + "”", std::move(found),
        std::move(advice)};
}

std::string nameOf(uint16_t code)
{
    for (const Compression& known : compressions)
        if (known.code == code)
            return known.name;
    return "the format " + std::to_string(code);
}

/// Fills in what a format chunk says; nothing of the file is believed yet.
Result<Wave> readFormat(Bytes chunk, std::string_view name)
{
    Cursor in(chunk);
    auto code = in.number<uint16_t>();
    Wave wave;
    wave.channels = in.number<uint16_t>();
    const auto rate = in.number<uint32_t>();
    in.take(6); // bytes a second and a frame, which follow from the rest
    const auto bits = in.number<uint16_t>();
    if (code == Extensible) {
        in.take(8); // its own size, valid bits, which speaker is which
        code = in.number<uint16_t>();
    }
    if (in.failed())
        return refused(name,
            "expected a format of at least 16 bytes, found " + std::to_string(chunk.size()),
            "The file may be cut off; save it again");
    if (code != Pcm && code != Float)
        return refused(name, "expected plain samples, found " + nameOf(code),
            "Save it as WAV of 16-bit samples");
    wave.rate = static_cast<int>(std::min<uint32_t>(rate, 1'000'000'000));
    wave.width = bits / 8;
    wave.real = code == Float;
    const bool known
        = bits % 8 == 0 && (wave.real ? bits == 32 || bits == 64 : bits >= 8 && bits <= 32);
    if (wave.rate == 0)
        return refused(
            name, "expected samples a second, found 0", "Save it again with another program");
    if (!known || wave.channels == 0)
        return refused(name,
            std::string("expected ") + (wave.real ? "32 or 64" : "8, 16, 24 or 32")
                + " bits a sample and at least one channel, found " + std::to_string(bits)
                + " bits and " + std::to_string(wave.channels) + " channels",
            "Save it as WAV of 16-bit samples");
    return wave;
}

/// The bytes of sound that a chunk of that size has. The size is 0 or all ones where the recorder
/// could not go back to write it.
Result<uint64_t> soundBytes(uint32_t size, const Cursor& in, std::string_view name)
{
    if (size == 0 || size == 0xffffffff)
        return uint64_t(in.remaining());
    if (size > in.remaining())
        return refused(name,
            "expected " + std::to_string(size) + " bytes of sound, found "
                + std::to_string(in.remaining()),
            "The file may be cut off; save or copy it again");
    return uint64_t(size);
}

double sampleAt(const std::byte* from, int width, bool real)
{
    if (real)
        return numberAt(width == 4 ? Type::F32 : Type::F64, from);
    if (width == 1) // alone without a sign
        return (static_cast<double>(*from) - 128) / 128;
    uint32_t bits = 0; // the number's bytes on top
    std::memcpy(reinterpret_cast<std::byte*>(&bits) + 4 - width, from, static_cast<size_t>(width));
    return static_cast<double>(static_cast<int32_t>(bits)) / 2147483648.0;
}

} // namespace

Matrix Wave::samples(Index from, Index count) const
{
    const auto frame = static_cast<uint64_t>(channels) * static_cast<uint64_t>(width);
    std::vector<std::byte> bytes(static_cast<size_t>(count) * frame);
    data.read(static_cast<uint64_t>(from) * frame, bytes);
    Matrix samples(channels, count); // stored as the file is: frame by frame
    for (Index i = 0; i < samples.size(); ++i)
        samples.data()[i] = static_cast<Real>(sampleAt(bytes.data() + i * width, width, real));
    return samples;
}

bool sniffWave(Bytes head)
{
    const std::string_view text = textOf(head);
    return text.size() >= 12 && text.substr(8, 4) == "WAVE"
        && (text.starts_with("RIFF") || text.starts_with("RIFX") || text.starts_with("RF64"));
}

Result<Wave> readWave(Bytes file, std::string_view name, std::shared_ptr<const void> keep)
{
    if (!sniffWave(file) || !textOf(file).starts_with("RIFF"))
        return refused(name,
            "expected RIFF, found " + std::string(sniffWave(file) ? textOf(file.first(4)) : "none"),
            "Save it as a plain WAV file, shorter than 4 GB");
    Cursor in(file);
    in.take(12);
    Wave wave;
    while (in.remaining() > 0 && !in.failed()) {
        const std::string_view chunk = textOf(in.take(4));
        const auto size = in.number<uint32_t>();
        if (chunk == "data") {
            const auto bytes = soundBytes(size, in, name);
            if (!bytes)
                return bytes.error();
            if (wave.channels == 0)
                return refused(name, "expected the format before the sound, found it missing",
                    "Save it again with another program");
            const Bytes sound = in.take(*bytes);
            wave.frames = static_cast<Index>(sound.size()) / (wave.channels * wave.width);
            if (wave.frames == 0)
                return refused(name, "expected a sound, found no sample",
                    "The file may be cut off; save or copy it again");
            wave.data = Data(sound, std::move(keep));
            return wave;
        }
        const Bytes content = in.take(size);
        in.take(size % 2 != 0 && in.remaining() > 0 ? 1 : 0); // chunks begin at even places
        if (chunk != "fmt ")
            continue;
        auto format = readFormat(content, name);
        if (!format)
            return format.error();
        wave = *std::move(format);
    }
    return refused(name, "expected a chunk of sound, found the end of the file",
        "The file may be cut off; save or copy it again");
}

} // namespace rnnscope
