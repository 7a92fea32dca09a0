#include "core/load/onnxflow.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace rnnscope {

namespace {

using Problem = std::optional<Error>;

/// What a name means, and where to look for those that are not here.
struct Scope {
    const Scope* outer = nullptr;
    const OnnxNode* call = nullptr; ///< of the function that this is the body of
    std::unordered_map<std::string_view, int> names = {};
};

class Opening {
public:
    Opening(const OnnxModel& model, size_t size, const std::string& file)
        : m_model(model)
        , m_file(file)
        , m_most(limits::onnxNodes(size))
    {
        for (const OnnxFunction& function : model.functions)
            m_functions.try_emplace(function.domain + '\n' + function.graph.name, &function);
    }

    Result<OnnxFlow> run();

private:
    Problem open(const OnnxGraph& graph, Scope& scope, size_t calls);
    Problem openNode(const OnnxNode& node, Scope& scope, size_t calls);
    Problem openCall(
        const OnnxNode& node, const OnnxFunction& function, Scope& scope, size_t calls);
    Problem openIf(const OnnxNode& node, Scope& scope, size_t calls);
    Problem openBodies(const OnnxNode& node, Scope& scope, size_t calls);
    Problem openBody(
        const OnnxGraph& body, Scope& scope, size_t calls, std::vector<int>& handedBack);

    int add(std::string_view name)
    {
        m_flow.values.push_back({name});
        return static_cast<int>(m_flow.values.size()) - 1;
    }
    int define(std::string_view name, Scope& scope)
    {
        const int value = add(name);
        if (!name.empty())
            scope.names[name] = value;
        return value;
    }
    int find(std::string_view name, Scope& scope);
    std::vector<int> findAll(const std::vector<std::string>& names, Scope& scope);
    void addStep(const OnnxNode& node, std::vector<int> inputs, std::vector<int> outputs);
    const OnnxNode* settled(const OnnxNode& node, const Scope& scope);

    const OnnxModel& m_model;
    const std::string& m_file;
    size_t m_most;
    size_t m_opened = 0;
    std::unordered_map<std::string, const OnnxFunction*> m_functions;
    OnnxFlow m_flow;
};

Result<OnnxFlow> Opening::run()
{
    const auto version = m_model.versions.find("");
    m_flow.version = version == m_model.versions.end() ? 1 : version->second;
    Scope scope;
    for (const std::string& input : m_model.graph.inputs)
        define(input, scope);
    if (auto problem = open(m_model.graph, scope, 0))
        return *problem;
    for (const std::string& output : m_model.graph.outputs)
        if (const int value = find(output, scope); value >= 0)
            m_flow.values[static_cast<size_t>(value)].answer = true;
    return std::move(m_flow);
}

Problem Opening::open(const OnnxGraph& graph, Scope& scope, size_t calls)
{
    for (const Tensor& tensor : graph.initialisers)
        m_flow.values[static_cast<size_t>(define(tensor.name, scope))].stored = &tensor;
    for (const OnnxNode& node : graph.nodes)
        if (auto problem = openNode(node, scope, calls))
            return problem;
    return std::nullopt;
}

/// How much a node brings, with settings that are copied where a call has its say in them.
size_t weightOf(const OnnxNode& node, bool copied)
{
    size_t weight = 1 + node.inputs.size() + node.outputs.size();
    for (const OnnxAttribute& attribute : node.attributes)
        if (copied)
            weight += std::visit(
                [](const auto& value) {
                    if constexpr (requires { value.size(); })
                        return 1 + value.size();
                    return size_t(1);
                },
                attribute.value);
    return weight;
}

Problem Opening::openNode(const OnnxNode& node, Scope& scope, size_t calls)
{
    m_opened += weightOf(node, scope.call);
    if (m_opened > m_most)
        return Error{Fault::Format, "Cannot read the graph of " + m_file,
            "expected at most " + std::to_string(m_most)
                + " nodes and values in a file of this size, found more by its functions",
            "Save the model again; such a file is no model"};
    if (!m_functions.empty())
        if (const auto found = m_functions.find(node.domain + '\n' + node.op);
            found != m_functions.end())
            return openCall(node, *found->second, scope, calls);
    if (node.op == "If" && node.domain.empty())
        return openIf(node, scope, calls);
    const auto holdsGraphs = [](const OnnxAttribute& attribute) {
        return std::holds_alternative<std::vector<std::shared_ptr<const OnnxGraph>>>(
            attribute.value);
    };
    if (std::ranges::any_of(node.attributes, holdsGraphs))
        return openBodies(node, scope, calls);
    const OnnxNode* own = settled(node, scope);
    std::vector<int> inputs = findAll(node.inputs, scope), outputs;
    for (const std::string& output : node.outputs)
        outputs.push_back(output.empty() ? -1 : define(output, scope));
    addStep(*own, std::move(inputs), std::move(outputs));
    return std::nullopt;
}

/// A function's body runs with the call's values, and what it hands back is the call's.
Problem Opening::openCall(
    const OnnxNode& node, const OnnxFunction& function, Scope& scope, size_t calls)
{
    if (calls >= limits::onnxCalls)
        return Error{Fault::Format, "Cannot read the graph of " + m_file,
            "expected functions that end, found “" + clipped(node.op) + "” more than "
                + std::to_string(limits::onnxCalls) + " calls deep",
            "Save the model again; such a file is no model"};
    const OnnxNode* call = settled(node, scope);
    Scope inside{nullptr, call};
    const std::vector<int> given = findAll(node.inputs, scope);
    for (size_t i = 0; i < function.graph.inputs.size(); ++i)
        if (i < given.size() && given[i] >= 0)
            inside.names[function.graph.inputs[i]] = given[i];
    if (auto problem = open(function.graph, inside, calls + 1))
        return problem;
    for (size_t i = 0; i < node.outputs.size(); ++i)
        if (i < function.graph.outputs.size() && !node.outputs[i].empty())
            scope.names[node.outputs[i]] = find(function.graph.outputs[i], inside);
    return std::nullopt;
}

Problem Opening::openBody(
    const OnnxGraph& body, Scope& scope, size_t calls, std::vector<int>& handedBack)
{
    if (auto problem = open(body, scope, calls))
        return problem;
    for (const std::string& output : body.outputs)
        handedBack.push_back(find(output, scope));
    return std::nullopt;
}

using Graphs = std::vector<std::shared_ptr<const OnnxGraph>>;

Problem Opening::openIf(const OnnxNode& node, Scope& scope, size_t calls)
{
    std::vector<std::vector<int>> branches;
    for (const OnnxAttribute& attribute : node.attributes)
        if (const auto* graphs = std::get_if<Graphs>(&attribute.value))
            for (const auto& graph : *graphs) {
                Scope inside{&scope, scope.call};
                if (auto problem = openBody(*graph, inside, calls, branches.emplace_back()))
                    return problem;
            }
    for (size_t i = 0; i < node.outputs.size(); ++i) {
        std::vector<int> inputs;
        for (const auto& branch : branches)
            if (i < branch.size())
                inputs.push_back(branch[i]);
        addStep(node, std::move(inputs), {define(node.outputs[i], scope)});
    }
    return std::nullopt;
}

Problem Opening::openBodies(const OnnxNode& node, Scope& scope, size_t calls)
{
    std::vector<int> handedBack;
    for (const OnnxAttribute& attribute : node.attributes)
        if (const auto* graphs = std::get_if<Graphs>(&attribute.value))
            for (const auto& graph : *graphs) {
                Scope inside{&scope, scope.call};
                std::vector<int> given;
                for (const std::string& input : graph->inputs)
                    given.push_back(define(input, inside));
                addStep(node, findAll(node.inputs, scope), std::move(given));
                if (auto problem = openBody(*graph, inside, calls, handedBack))
                    return problem;
            }
    std::vector<int> outputs;
    for (const std::string& output : node.outputs)
        outputs.push_back(define(output, scope));
    addStep(node, std::move(handedBack), std::move(outputs));
    return std::nullopt;
}

/// A name that nothing defines is a value that is given from outside.
int Opening::find(std::string_view name, Scope& scope)
{
    if (name.empty())
        return -1;
    for (const Scope* at = &scope; at; at = at->outer)
        if (const auto found = at->names.find(name); found != at->names.end())
            return found->second;
    return define(name, scope);
}

std::vector<int> Opening::findAll(const std::vector<std::string>& names, Scope& scope)
{
    std::vector<int> values;
    for (const std::string& name : names)
        values.push_back(find(name, scope));
    return values;
}

void Opening::addStep(const OnnxNode& node, std::vector<int> inputs, std::vector<int> outputs)
{
    const int step = static_cast<int>(m_flow.steps.size());
    for (const int input : inputs)
        if (input >= 0)
            m_flow.values[static_cast<size_t>(input)].readers.push_back(step);
    for (const int output : outputs)
        if (output >= 0)
            m_flow.values[static_cast<size_t>(output)].maker = step;
    m_flow.steps.push_back({&node, std::move(inputs), std::move(outputs)});
}

/// A node of a function with the settings that it takes from the call.
const OnnxNode* Opening::settled(const OnnxNode& node, const Scope& scope)
{
    const auto refers = [](const OnnxAttribute& one) { return !one.refers.empty(); };
    if (!scope.call || std::ranges::none_of(node.attributes, refers))
        return &node;
    OnnxNode own = node;
    for (OnnxAttribute& attribute : own.attributes)
        if (refers(attribute)) {
            const OnnxAttribute* given = scope.call->find(attribute.refers);
            attribute.value = given ? given->value : decltype(attribute.value)();
        }
    m_flow.own.push_back(std::make_shared<const OnnxNode>(std::move(own)));
    return m_flow.own.back().get();
}

} // namespace

std::string clipped(std::string_view text)
{
    constexpr size_t most = 200;
    return text.size() <= most ? std::string(text) : std::string(text.substr(0, most)) + "…";
}

bool arranges(const OnnxStep& step)
{
    constexpr std::array<std::string_view, 15> names
        = {"Identity", "Cast", "Dropout", "Transpose", "Squeeze", "Unsqueeze", "Reshape", "Slice",
            "Gather", "Flatten", "Expand", "Split", "Tile", "If", "Constant"};
    return step.node->domain.empty() && std::ranges::find(names, step.node->op) != names.end();
}

std::span<const int> dataOf(const OnnxStep& step)
{
    const std::span<const int> all(step.inputs);
    return arranges(step) && !step.is("If") ? all.first(std::min<size_t>(all.size(), 1)) : all;
}

Result<OnnxFlow> flowOf(const OnnxModel& model, size_t size, const std::string& file)
{
    return Opening(model, size, file).run();
}

} // namespace rnnscope
