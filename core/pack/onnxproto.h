#pragma once

#include "core/pack/tensor.h"

#include <functional>
#include <map>
#include <memory>
#include <variant>

namespace rnnscope {

struct OnnxGraph;

/// A named setting of a node. In a function it may stand for a setting of the call.
struct OnnxAttribute {
    std::string name;
    std::string refers; ///< the name in the call; usually empty
    std::variant<std::monostate, double, int64_t, std::string, std::vector<double>,
        std::vector<int64_t>, std::vector<std::string>, std::shared_ptr<const Tensor>,
        std::vector<std::shared_ptr<const OnnxGraph>>>
        value = {};
};

/// An operator at its place. Values go by name; an empty one is left out.
struct OnnxNode {
    std::string name; ///< may be empty
    std::string op; ///< "LSTM"
    std::string domain; ///< whose operator; empty for ONNX's own
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    std::vector<OnnxAttribute> attributes;

    const OnnxAttribute* find(std::string_view attribute) const;
    /// The value of an attribute where it has one of that type.
    template <class Value>
    Value valueOf(std::string_view attribute, Value otherwise = {}) const
    {
        const OnnxAttribute* found = find(attribute);
        const Value* value = found ? std::get_if<Value>(&found->value) : nullptr;
        return value ? *value : std::move(otherwise);
    }
};

/// Nodes in the order in which they run.
struct OnnxGraph {
    std::string name;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    std::vector<OnnxNode> nodes;
    std::vector<Tensor> initialisers;
};

/// A local function: an operator made of nodes.
struct OnnxFunction {
    std::string domain;
    OnnxGraph graph; ///< its name is the operator's
};

struct OnnxModel {
    int64_t format = 0; ///< ir_version
    std::string producer; ///< "pytorch 1.13.0"
    std::map<std::string, int64_t> versions; ///< of the operators, by domain
    std::map<std::string, std::string> metadata; ///< as its maker wrote them
    OnnxGraph graph;
    std::vector<OnnxFunction> functions;
    std::vector<std::string> unread; ///< tensors of types that are no plain numbers, with the type
};

/// The type of tensors that has that number in ONNX; nothing where it is no plain number.
std::optional<Type> onnxType(int64_t number);

/// A file beside the model, by its name.
using OnnxFiles = std::function<Result<Data>(const std::string& name)>;

/// Parses a model. Tensors share their bytes with what protobuf made of the file, or with the files
/// beside it; typed numbers become bytes of the tensor's type. Fails on tensors whose shape and
/// numbers disagree, on names of files that are not plain, and on all that weighOnnx() refuses.
Result<OnnxModel> parseOnnx(Bytes file, const std::string& name, const OnnxFiles& files);

} // namespace rnnscope
