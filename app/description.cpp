#include "app/description.h"

#include "core/load/card.h"
#include "core/load/mappingguess.h"
#include "core/math/summary.h"
#include "core/model/depth.h"

namespace rnnscope {

namespace {

Json layersOf(const Model& model)
{
    Json list = Json::array();
    for (const Layer& layer : model.layers)
        list.push_back({{"layer", layerId(model, static_cast<int>(list.size()))},
            {"cell", layer.cell->id()}, {"inputs", layer.weights.inputs()},
            {"units", layer.weights.units()}, {"outputs", layer.weights.outputs()},
            {"backward", layer.backward}, {"parameters", layer.weights.count()}});
    return list;
}

Json notesOf(const Model& model)
{
    Json list = Json::array();
    for (const Note& note : model.notes)
        list.push_back({{"what", note.what}, {"said", note.said.text()}, {"assumed", note.assumed},
            {"warning", note.warning}});
    return list;
}

/// What the file leaves open: the name and the options that --assume takes.
Json openOf(const Model& model)
{
    Json list = Json::array();
    for (const Note& note : model.notes)
        if (note.options.size() > 1)
            list.push_back({{"name", note.choice}, {"options", note.options},
                {"taken", note.options[note.chosen]}, {"assumed", note.assumed}});
    return list;
}

/// What --map takes, made from the shapes of the tensors; null where none are a layer's.
Json suggestedMapping(const Archive& archive)
{
    const Mapping mapping = guessedMapping(MappingFitter(archive));
    return mapping.layers.empty() ? Json() : Json::parse(writeMapping(mapping));
}

} // namespace

Json jsonOf(const Tensor& tensor, bool counted)
{
    Json json{{"name", tensor.name}, {"type", nameOf(tensor.type)}, {"shape", tensor.shape},
        {"bytes", static_cast<uint64_t>(tensor.elements()) * sizeOf(tensor.type)}};
    if (!counted)
        return json;
    Summary summary;
    inParts(tensor, [&](int64_t, const std::vector<double>& numbers) { summary.add(numbers); });
    json.update(
        {{"min", summary.min}, {"mean", summary.mean}, {"max", summary.max}, {"std", summary.std()},
            {"zeros", summary.zeros}, {"wrong", summary.nan + summary.infinite}});
    return json;
}

Json tensorsOf(const Archive& archive, bool counted)
{
    Json list = Json::array();
    for (const Tensor& tensor : archive.tensors)
        list.push_back(jsonOf(tensor, counted));
    return list;
}

Json describe(const Archive& archive, const Model* model)
{
    Json all{{"file", archive.file}, {"format", archive.format}};
    if (model) {
        all["layers"] = layersOf(*model);
        all["outputs"] = model->outputs();
        all["parameters"] = model->parameters();
        all["bytes"] = static_cast<size_t>(model->parameters()) * sizeof(Real);
        all["vocabulary"] = model->vocabulary.tokens();
        all["notes"] = notesOf(*model);
        all["choices"] = openOf(*model);
    }
    if (!model)
        all["mapping"] = suggestedMapping(archive);
    if (std::string framework = frameworkOf(archive); !framework.empty())
        all["framework"] = std::move(framework);
    all["metadata"] = archive.metadata;
    all["stored"] = storedBytes(archive);
    all["tensors"] = tensorsOf(archive, true);
    return all;
}

} // namespace rnnscope
