#include "core/load/metadata.h"
#include "core/load/open.h"
#include "core/load/verify.h"
#include "core/model/depth.h"
#include "core/pack/json.h"

namespace rnnscope {

namespace {

/// The model's tensors under the names of a PyTorch module with the members embedding, rnn, head.
std::vector<Tensor> tensorsOf(const Model& model)
{
    std::vector<Tensor> tensors;
    const auto addVector = [&](const std::string& name, const Vector& vector) {
        tensors.push_back(tensorOf(name, vector));
        tensors.back().shape = {vector.size()};
    };
    if (model.entry == Entry::Embedding)
        tensors.push_back(tensorOf("embedding.weight", model.embedding.transpose()));
    for (size_t i = 0; i < model.layers.size(); ++i) {
        const Weights& weights = model.layers[i].weights;
        const std::string suffix = "_l" + std::to_string(depthOf(model, static_cast<int>(i)))
            + (model.layers[i].second ? "_reverse" : "");
        tensors.push_back(tensorOf("rnn.weight_ih" + suffix, weights.w));
        tensors.push_back(tensorOf("rnn.weight_hh" + suffix, weights.u));
        addVector("rnn.bias_ih" + suffix, weights.b);
        addVector("rnn.bias_hh" + suffix, weights.d);
    }
    if (!model.head.empty()) {
        tensors.push_back(tensorOf("head.weight", model.head.w));
        addVector("head.bias", model.head.b);
    }
    return tensors;
}

Metadata metadataOf(const Model& model, const std::vector<int>& test)
{
    Metadata metadata = model.metadata;
    metadata["format"] = "pt"; // what PyTorch's own readers of safetensors look for
    metadata[key::architecture] = writeArchitecture(architectureOf(model));
    metadata.erase(key::vocabulary);
    if (!model.vocabulary.empty())
        metadata[key::vocabulary] = writeJson(model.vocabulary.tokens());
    metadata.erase(key::test);
    if (auto answer = makeTest(model, test); !answer.empty())
        metadata[key::test] = std::move(answer);
    return metadata;
}

} // namespace

std::string saveSafetensors(const Model& model, const std::vector<int>& test)
{
    Json header;
    header["__metadata__"] = metadataOf(model, test);
    std::string data;
    for (const Tensor& tensor : tensorsOf(model)) {
        header[tensor.name] = {{"dtype", nameOf(tensor.type)}, {"shape", tensor.shape},
            {"data_offsets", {data.size(), data.size() + tensor.data.size()}}};
        data += textOf(tensor.data.inMemory());
    }
    std::string text = writeJson(header);
    text.append((8 - text.size() % 8) % 8, ' '); // so that the data are aligned
    const uint64_t length = text.size();
    std::string file(textOf(std::as_bytes(std::span(&length, 1))));
    return file + text + data;
}

} // namespace rnnscope
