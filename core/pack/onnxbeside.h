#pragma once

#include "core/pack/onnxproto.h"

namespace rnnscope {

/// Files beside a model that hold tensors of it. Each is opened once.
class OnnxBeside {
public:
    OnnxBeside(std::string model, OnnxFiles files)
        : m_model(std::move(model))
        , m_files(std::move(files))
    {
    }

    /// The numbers of a tensor from its entries location, offset and length, where it needs so many
    /// bytes. Fails on a location that is no plain name, and on what the file does not have.
    Result<Data> part(const std::string& tensor, const std::map<std::string, std::string>& entries,
        uint64_t bytes);

private:
    Result<Data> fileNamed(const std::string& name);

    std::string m_model;
    OnnxFiles m_files;
    std::map<std::string, Data> m_opened;
};

} // namespace rnnscope
