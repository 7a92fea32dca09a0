#include "core/load/formats.h"
#include "core/load/onnxchain.h"
#include "core/load/parts.h"
#include "core/pack/onnxwire.h"

namespace rnnscope {

namespace {

std::map<std::string, std::string> metadataOf(const OnnxModel& model)
{
    auto metadata = model.metadata;
    metadata["onnx.ir_version"] = std::to_string(model.format);
    if (!model.producer.empty())
        metadata["onnx.producer"] = model.producer;
    for (const auto& [domain, version] : model.versions)
        metadata["onnx.opset" + (domain.empty() ? "" : "." + domain)] = std::to_string(version);
    if (!model.unread.empty())
        metadata["not read"] = shortened(model.unread);
    return metadata;
}

} // namespace

bool sniffOnnx(Bytes file) { return looksLikeOnnx(file); }

Result<Contents> readOnnx(const Input& input, Watch& watch)
{
    const auto beside = [&](const std::string& name) -> Result<Data> {
        const auto file = siblingOf(input, name);
        return file ? Result<Data>(file->part(0, file->bytes.size())) : file.error();
    };
    const auto model = parseOnnx(input.bytes, input.name, beside);
    if (!model)
        return model.error();
    watch.report(0.5);
    if (watch.cancelled())
        return cancelled("Reading " + input.name);
    const auto flow = flowOf(*model, input.bytes.size(), input.name);
    if (!flow)
        return flow.error();
    Contents contents{{input.name, "ONNX", {}, metadataOf(*model), {}}};
    OnnxConstants constants(*flow, input.bytes.size());
    OnnxShelf shelf(*flow, constants, contents.archive);
    contents.networks = networksIn(*flow, shelf);
    watch.report(1);
    return contents;
}

} // namespace rnnscope
