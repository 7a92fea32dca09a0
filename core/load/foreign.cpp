// Formats that are known by their first bytes and not read.

#include "core/load/formats.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

using namespace std::string_view_literals;

struct Foreign {
    std::string_view title;
    bool (*sniff)(std::string_view file);
    std::string_view advice;
};

constexpr std::string_view fromKeras
    = "In Python, copy its weights into a PyTorch module and save that with torch.save, or write "
      "them with safetensors under PyTorch's names";

bool looksLikeJson(std::string_view file)
{
    const size_t first = file.find_first_not_of(" \t\r\n");
    return first != file.npos && (file[first] == '{' || file[first] == '[');
}

constexpr std::array formats = {
    Foreign{"a zip file without weights that are known here",
        [](std::string_view f) { return f.starts_with("PK\3\4"); },
        "Take out the file of weights that is in it"},
    Foreign{"a TensorFlow SavedModel",
        [](std::string_view f) { return f.starts_with("\x08\x01\x12"); }, fromKeras},
    Foreign{"ONNX Runtime's own form of a model, as .ort",
        [](std::string_view f) { return f.size() > 8 && f.substr(4, 4) == "ORTM"; },
        "Open the ONNX model that it was made from"},
    Foreign{"a TensorFlow checkpoint",
        [](std::string_view f) { return f.ends_with("\x57\xfb\x80\x8b\x24\x75\x47\xdb"sv); },
        fromKeras},
    Foreign{"TensorFlow Lite",
        [](std::string_view f) { return f.size() > 8 && f.substr(4, 4) == "TFL3"; },
        "Open the model that it was converted from"},
    Foreign{"a Python pickle without weights of PyTorch, as scikit-learn writes",
        [](std::string_view f) {
            return f.size() > 2 && f[0] == '\x80' && f[1] <= 5 && f[1] >= 2 && f.ends_with('.');
        },
        "In Python, write the weights with safetensors or torch.save"},
    Foreign{"a gzip file", [](std::string_view f) { return f.starts_with("\x1f\x8b"); },
        "Unpack it and open the file that is in it"},
    Foreign{"a tar file", [](std::string_view f) { return f.substr(0, 262).ends_with("ustar"); },
        "Unpack it and open the file that is in it"},
    Foreign{"JSON without the weights of a network that is known here", looksLikeJson,
        "Open the file of weights, or the one that the model was exported from"},
};

} // namespace

Error foreignFormat(Bytes file, std::string_view name)
{
    const std::string where = "Cannot read " + std::string(name);
    for (const Foreign& format : formats)
        if (format.sniff(textOf(file)))
            return {Fault::Format, where,
                "expected a saved model, found " + std::string(format.title) + " (not read yet)",
                std::string(format.advice)};
    return {Fault::Format, where,
        "expected a saved model, found "
            + (file.empty() ? std::string("an empty file")
                            : std::to_string(file.size()) + " bytes of no known format"),
        "Open a saved model: rnnscope formats lists the kinds of files"};
}

} // namespace rnnscope
