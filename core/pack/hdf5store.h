#pragma once

#include "core/pack/tensor.h"

#include <hdf5.h>

#include <optional>
#include <utility>

/// What of libhdf5 is used, so that it is safe: the library finds where numbers lie, and we read
/// them. Internal to core/pack.
namespace rnnscope::hdf5 {

/// A handle of the library that is closed at the end.
class Id {
public:
    Id(hid_t id, herr_t (*close)(hid_t))
        : m_id(id)
        , m_close(close)
    {
    }
    ~Id()
    {
        if (m_id >= 0)
            m_close(m_id);
    }
    Id(const Id&) = delete;
    Id& operator=(const Id&) = delete;

    explicit operator bool() const { return m_id >= 0; }
    operator hid_t() const { return m_id; }

private:
    hid_t m_id;
    herr_t (*m_close)(hid_t);
};

/// Opens a file in memory, which is neither copied nor changed. No plugin is loaded and nothing is
/// printed.
Id openImage(Bytes file);

/// How the numbers of a dataset are stored.
struct Stored {
    Type type;
    bool swapped; ///< big-endian
    std::vector<int64_t> shape;
};

/// nullopt for a dataset of no plain numbers.
/// @param brain whether it says of itself to be of bfloat16, which it cannot say by its type
std::optional<Stored> storedIn(hid_t dataset, bool brain);

/// The numbers of a dataset, row-major and little-endian.
struct Numbers {
    std::optional<Data> data; ///< nothing where they cannot be read
    bool shared = false; ///< whether they are the file's own bytes
    std::string complaint = {}; ///< then: what was expected and found
    std::string advice = {};
};

/// @param bytes how many they are; @param budget how many may be unpacked on the way
Numbers numbersIn(
    hid_t dataset, const Stored& stored, uint64_t bytes, const Data& file, uint64_t budget);

} // namespace rnnscope::hdf5
