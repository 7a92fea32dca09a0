// The only file that knows ONNX's and protobuf's own headers.

#include "core/pack/onnxproto.h"

#include "core/pack/limits.h"
#include "core/pack/onnxbeside.h"
#include "core/pack/onnxwire.h"

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <onnx/onnx_pb.h>

namespace rnnscope {

namespace {

using Problem = std::optional<Error>;

std::string typeText(int type)
{
    return onnx::TensorProto::DataType_IsValid(type)
        ? onnx::TensorProto::DataType_Name(static_cast<onnx::TensorProto::DataType>(type))
        : "type " + std::to_string(type);
}

template <class Texts>
std::vector<std::string> textsOf(const Texts& texts)
{
    return {texts.begin(), texts.end()};
}

/// Takes a parsed model apart into values of our own.
class Parsing {
public:
    Parsing(std::string file, const OnnxFiles& files)
        : m_file(file)
        , m_beside(std::move(file), files)
    {
    }

    Result<OnnxModel> run(Bytes file);

private:
    Error refuse(const std::string& what, std::string found, std::string advice) const
    {
        return {Fault::Format, "Cannot read " + what + " in " + m_file, std::move(found),
            std::move(advice)};
    }
    Error misfit(const onnx::TensorProto& tensor, std::string found) const
    {
        return refuse("“" + tensor.name() + "”", std::move(found),
            "Copy or download the file again; if that does not help, export the model again");
    }

    Problem takeGraph(const onnx::GraphProto& proto, OnnxGraph& graph);
    template <class Nodes>
    Problem takeNodes(const Nodes& protos, std::vector<OnnxNode>& nodes);
    Problem takeAttribute(const onnx::AttributeProto& proto, OnnxAttribute& attribute);
    Problem takeGraphs(std::span<const onnx::GraphProto* const> protos, OnnxAttribute& attribute);
    /// Nothing for a tensor that is not read.
    Result<std::optional<Tensor>> tensorOf(const onnx::TensorProto& proto);
    Result<Data> dataOf(const onnx::TensorProto& proto, Type type, uint64_t bytes);
    Result<Data> typedData(const onnx::TensorProto& proto, Type type);
    Data shared(const void* from, size_t bytes) const
    {
        return {Bytes(static_cast<const std::byte*>(from), bytes), m_proto};
    }

    std::string m_file;
    OnnxBeside m_beside;
    std::shared_ptr<onnx::ModelProto> m_proto = std::make_shared<onnx::ModelProto>();
    OnnxModel m_model;
};

Result<OnnxModel> Parsing::run(Bytes file)
{
    if (file.size() > INT32_MAX)
        return refuse("the model", "expected at most 2 GB, as protobuf takes, found more",
            "Export the model with its tensors in a file beside it");
    const auto weight = weighOnnx(file, m_file);
    if (!weight)
        return weight.error();
    google::protobuf::SetLogHandler(nullptr);
    if (!m_proto->ParseFromArray(file.data(), static_cast<int>(file.size())))
        return refuse("the model", "expected an ONNX model, found a message that is none",
            "Copy or download the file again");
    m_model.format = m_proto->ir_version();
    m_model.producer = m_proto->producer_name();
    if (!m_proto->producer_version().empty())
        m_model.producer += " " + m_proto->producer_version();
    for (const auto& set : m_proto->opset_import())
        m_model.versions[set.domain() == "ai.onnx" ? "" : set.domain()] = set.version();
    for (const auto& entry : m_proto->metadata_props())
        m_model.metadata[entry.key()] = entry.value();
    if (auto problem = takeGraph(m_proto->graph(), m_model.graph))
        return *problem;
    for (const auto& proto : m_proto->functions()) {
        OnnxFunction& function = m_model.functions.emplace_back();
        function.domain = proto.domain();
        function.graph.name = proto.name();
        function.graph.inputs = textsOf(proto.input());
        function.graph.outputs = textsOf(proto.output());
        if (auto problem = takeNodes(proto.node(), function.graph.nodes))
            return *problem;
    }
    return std::move(m_model);
}

Problem Parsing::takeGraph(const onnx::GraphProto& proto, OnnxGraph& graph)
{
    graph.name = proto.name();
    for (const auto& value : proto.input())
        graph.inputs.push_back(value.name());
    for (const auto& value : proto.output())
        graph.outputs.push_back(value.name());
    for (const auto& one : proto.initializer()) {
        auto tensor = tensorOf(one);
        if (!tensor)
            return tensor.error();
        if (*tensor)
            graph.initialisers.push_back(std::move(**tensor));
    }
    for (const auto& sparse : proto.sparse_initializer())
        m_model.unread.push_back(sparse.values().name() + " (sparse)");
    return takeNodes(proto.node(), graph.nodes);
}

template <class Nodes>
Problem Parsing::takeNodes(const Nodes& protos, std::vector<OnnxNode>& nodes)
{
    nodes.reserve(static_cast<size_t>(protos.size()));
    for (const auto& proto : protos) {
        OnnxNode& node = nodes.emplace_back();
        node.name = proto.name();
        node.op = proto.op_type();
        node.domain = proto.domain() == "ai.onnx" ? "" : proto.domain();
        node.inputs = textsOf(proto.input());
        node.outputs = textsOf(proto.output());
        node.attributes.reserve(static_cast<size_t>(proto.attribute_size()));
        for (const auto& attribute : proto.attribute())
            if (auto problem = takeAttribute(attribute, node.attributes.emplace_back()))
                return problem;
    }
    return std::nullopt;
}

/// Old files do not say the type of an attribute: then what is there tells it.
Problem Parsing::takeAttribute(const onnx::AttributeProto& proto, OnnxAttribute& attribute)
{
    using Proto = onnx::AttributeProto;
    attribute.name = proto.name();
    attribute.refers = proto.ref_attr_name();
    const auto is = [&](Proto::AttributeType type, bool present) {
        return proto.has_type() ? proto.type() == type : present;
    };
    if (is(Proto::FLOAT, proto.has_f()))
        attribute.value = static_cast<double>(proto.f());
    else if (is(Proto::INT, proto.has_i()))
        attribute.value = static_cast<int64_t>(proto.i());
    else if (is(Proto::STRING, proto.has_s()))
        attribute.value = proto.s();
    else if (is(Proto::FLOATS, proto.floats_size() > 0))
        attribute.value = std::vector<double>(proto.floats().begin(), proto.floats().end());
    else if (is(Proto::INTS, proto.ints_size() > 0))
        attribute.value = std::vector<int64_t>(proto.ints().begin(), proto.ints().end());
    else if (is(Proto::STRINGS, proto.strings_size() > 0))
        attribute.value = textsOf(proto.strings());
    else if (is(Proto::GRAPH, proto.has_g()))
        return takeGraphs(std::array{&proto.g()}, attribute);
    else if (is(Proto::GRAPHS, proto.graphs_size() > 0))
        return takeGraphs(
            std::vector(proto.graphs().pointer_begin(), proto.graphs().pointer_end()), attribute);
    else if (is(Proto::TENSOR, proto.has_t())) {
        auto tensor = tensorOf(proto.t());
        if (!tensor)
            return tensor.error();
        if (*tensor)
            attribute.value = std::make_shared<const Tensor>(std::move(**tensor));
    }
    return std::nullopt;
}

Problem Parsing::takeGraphs(
    std::span<const onnx::GraphProto* const> protos, OnnxAttribute& attribute)
{
    std::vector<std::shared_ptr<const OnnxGraph>> graphs;
    for (const onnx::GraphProto* proto : protos) {
        const auto graph = std::make_shared<OnnxGraph>();
        if (auto problem = takeGraph(*proto, *graph))
            return problem;
        graphs.push_back(graph);
    }
    attribute.value = std::move(graphs);
    return std::nullopt;
}

Result<std::optional<Tensor>> Parsing::tensorOf(const onnx::TensorProto& proto)
{
    const auto type = onnxType(proto.data_type());
    if (!type) {
        m_model.unread.push_back(proto.name() + " (" + typeText(proto.data_type()) + ")");
        return std::optional<Tensor>();
    }
    Tensor tensor{proto.name(), *type, {proto.dims().begin(), proto.dims().end()}, {}};
    const auto elements = elementsOf(tensor.shape, sizeOf(*type));
    if (!elements)
        return misfit(proto,
            "expected a shape that can be held, found "
                + (tensor.shape.size() > limits::rank
                        ? std::to_string(tensor.shape.size()) + " sides"
                        : tensor.shapeText()));
    if (proto.has_segment())
        return misfit(proto, "expected a tensor in one piece, found a part of one");
    const uint64_t bytes = static_cast<uint64_t>(*elements) * sizeOf(*type);
    auto data = dataOf(proto, *type, bytes);
    if (!data)
        return data.error();
    if (data->size() != bytes)
        return misfit(proto,
            "expected " + tensor.shapeText() + " = " + std::to_string(*elements)
                + " numbers, found " + std::to_string(data->size() / sizeOf(*type)));
    tensor.data = std::move(*data);
    return std::optional(std::move(tensor));
}

Result<Data> Parsing::dataOf(const onnx::TensorProto& proto, Type type, uint64_t bytes)
{
    if (proto.data_location() == onnx::TensorProto::EXTERNAL) {
        std::map<std::string, std::string> entries;
        for (const auto& entry : proto.external_data())
            entries[entry.key()] = entry.value();
        return m_beside.part(proto.name(), entries, bytes);
    }
    if (proto.has_raw_data())
        return shared(proto.raw_data().data(), proto.raw_data().size());
    return typedData(proto, type);
}

/// Numbers of a smaller type, which protobuf holds as larger ones.
template <class Small, class Field>
Data narrowed(const Field& field)
{
    std::vector<std::byte> bytes(static_cast<size_t>(field.size()) * sizeof(Small));
    std::byte* to = bytes.data();
    for (const auto number : field) {
        const auto small = static_cast<Small>(number);
        std::memcpy(to, &small, sizeof small);
        to += sizeof small;
    }
    return bytes;
}

Result<Data> Parsing::typedData(const onnx::TensorProto& proto, Type type)
{
    const auto as = [&](const auto& field) {
        return shared(field.data(), static_cast<size_t>(field.size()) * sizeof field[0]);
    };
    switch (type) {
    case Type::F32:
        return as(proto.float_data());
    case Type::F64:
        return as(proto.double_data());
    case Type::I64:
        return as(proto.int64_data());
    case Type::U64:
        return as(proto.uint64_data());
    case Type::I32:
        return as(proto.int32_data());
    case Type::U32:
        return narrowed<uint32_t>(proto.uint64_data());
    case Type::F16:
    case Type::BF16:
    case Type::U16:
    case Type::I16:
        return narrowed<uint16_t>(proto.int32_data());
    default:
        return narrowed<uint8_t>(proto.int32_data());
    }
}

} // namespace

std::optional<Type> onnxType(int64_t number)
{
    switch (number) {
    case onnx::TensorProto::FLOAT:
        return Type::F32;
    case onnx::TensorProto::UINT8:
        return Type::U8;
    case onnx::TensorProto::INT8:
        return Type::I8;
    case onnx::TensorProto::UINT16:
        return Type::U16;
    case onnx::TensorProto::INT16:
        return Type::I16;
    case onnx::TensorProto::INT32:
        return Type::I32;
    case onnx::TensorProto::INT64:
        return Type::I64;
    case onnx::TensorProto::BOOL:
        return Type::Bool;
    case onnx::TensorProto::FLOAT16:
        return Type::F16;
    case onnx::TensorProto::DOUBLE:
        return Type::F64;
    case onnx::TensorProto::UINT32:
        return Type::U32;
    case onnx::TensorProto::UINT64:
        return Type::U64;
    case onnx::TensorProto::BFLOAT16:
        return Type::BF16;
    default:
        return std::nullopt;
    }
}

const OnnxAttribute* OnnxNode::find(std::string_view attribute) const
{
    const auto found = std::ranges::find(attributes, attribute, &OnnxAttribute::name);
    return found == attributes.end() ? nullptr : &*found;
}

Result<OnnxModel> parseOnnx(Bytes file, const std::string& name, const OnnxFiles& files)
{
    return Parsing(name, files).run(file);
}

} // namespace rnnscope
