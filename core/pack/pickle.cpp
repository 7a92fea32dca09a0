#include "core/pack/pickle.h"

#include "core/pack/machine.h"

namespace rnnscope {

Pickle::Ref Pickle::find(Ref dict, std::string_view key) const
{
    if (nodes[dict].kind != Kind::Dict)
        return 0;
    const auto& items = nodes[dict].items;
    for (size_t i = 0; i + 1 < items.size(); i += 2) {
        const Node& node = nodes[items[i]];
        if (node.kind == Kind::Text && node.text == key)
            return items[i + 1];
    }
    return 0;
}

Pickle::Ref Pickle::in(Ref object, Slot slot) const
{
    return nodes[object].kind == Kind::Object ? nodes[object].items[slot] : 0;
}

std::string_view Pickle::callee(Ref object) const
{
    const Node& node = nodes[in(object, Callee)];
    return node.kind == Kind::Symbol ? std::string_view(node.text) : std::string_view();
}

bool Pickle::isTensor(Ref object) const
{
    const std::string_view name = callee(object);
    return name.starts_with("torch._utils._rebuild_")
        || name.starts_with("torch._tensor._rebuild_");
}

Result<Pickle> readPickle(Bytes file, std::string_view name) { return nextPickle(file, name); }

Result<Pickle> nextPickle(Bytes& rest, std::string_view name)
{
    Machine machine(rest);
    if (machine.run()) {
        rest = rest.subspan(machine.length());
        return machine.take();
    }
    return Error{Fault::Format, "Cannot read " + std::string(name), machine.problem(),
        "Copy or download the file again; if that does not help, save it again with PyTorch"};
}

} // namespace rnnscope
