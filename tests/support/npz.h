#pragma once

#include "core/pack/zip.h"

#include <QByteArray>

#include <map>
#include <string>

namespace rnnscope {

/// The .npy files in an .npz, by the names of their arrays; none where it is no .npz.
inline std::map<std::string, std::string> arraysIn(const QByteArray& file)
{
    std::map<std::string, std::string> arrays;
    auto zip = Zip::open(std::as_bytes(std::span(file.data(), size_t(file.size()))), "a.npz");
    if (!zip)
        return arrays;
    for (const std::string& entry : zip->entries())
        if (const auto bytes = zip->read(entry))
            arrays[entry.substr(0, entry.size() - 4)]
                = std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    return arrays;
}

} // namespace rnnscope
