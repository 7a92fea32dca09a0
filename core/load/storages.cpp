#include "core/load/storages.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

using Kind = Pickle::Kind;
using Ref = Pickle::Ref;

struct Known {
    std::string_view name;
    Type type;
};

/// Storage classes, and the dtypes that stand beside untyped storages.
constexpr std::array types = {
    Known{"torch.DoubleStorage", Type::F64},
    Known{"torch.FloatStorage", Type::F32},
    Known{"torch.HalfStorage", Type::F16},
    Known{"torch.BFloat16Storage", Type::BF16},
    Known{"torch.LongStorage", Type::I64},
    Known{"torch.IntStorage", Type::I32},
    Known{"torch.ShortStorage", Type::I16},
    Known{"torch.CharStorage", Type::I8},
    Known{"torch.ByteStorage", Type::U8},
    Known{"torch.BoolStorage", Type::Bool},
    Known{"torch.float64", Type::F64},
    Known{"torch.float32", Type::F32},
    Known{"torch.float16", Type::F16},
    Known{"torch.bfloat16", Type::BF16},
    Known{"torch.int64", Type::I64},
    Known{"torch.int32", Type::I32},
    Known{"torch.int16", Type::I16},
    Known{"torch.int8", Type::I8},
    Known{"torch.uint64", Type::U64},
    Known{"torch.uint32", Type::U32},
    Known{"torch.uint16", Type::U16},
    Known{"torch.uint8", Type::U8},
    Known{"torch.bool", Type::Bool},
};

std::optional<Type> typeOf(const Pickle::Node& symbol)
{
    const auto found = std::ranges::find(types, symbol.text, &Known::name);
    return symbol.kind == Kind::Symbol && found != types.end() ? std::optional(found->type)
                                                               : std::nullopt;
}

Error refuse(const std::string& where, std::string found)
{
    return {Fault::Format, where, std::move(found),
        "Copy or download the file again; if that does not help, save it again with torch.save"};
}

/// The last item that the view touches, counted in the storage; nullopt on overflow.
std::optional<int64_t> lastOf(
    int64_t offset, const std::vector<int64_t>& shape, const std::vector<int64_t>& strides)
{
    int64_t last = offset;
    for (size_t i = 0; i < shape.size(); ++i) {
        int64_t span = 0;
        if (strides[i] < 0 || __builtin_mul_overflow(shape[i] - 1, strides[i], &span)
            || __builtin_add_overflow(last, span, &last))
            return std::nullopt;
    }
    return last;
}

/// Copies the items of a strided view in row-major order.
std::vector<std::byte> gathered(Bytes storage, int64_t offset, const std::vector<int64_t>& shape,
    const std::vector<int64_t>& strides, int64_t elements, size_t size)
{
    std::vector<std::byte> out(static_cast<size_t>(elements) * size);
    std::vector<int64_t> index(shape.size());
    int64_t from = offset;
    for (std::byte* to = out.data(); to != out.data() + out.size(); to += size) {
        std::memcpy(to, storage.data() + static_cast<size_t>(from) * size, size);
        for (size_t i = shape.size(); i-- > 0;) {
            from += strides[i];
            if (++index[i] < shape[i])
                break;
            from -= shape[i] * strides[i];
            index[i] = 0;
        }
    }
    return out;
}

/// Whether the items of a view lie one after another, in row-major order.
bool contiguous(const std::vector<int64_t>& shape, const std::vector<int64_t>& strides)
{
    int64_t step = 1;
    for (size_t i = shape.size(); i-- > 0;) {
        if (shape[i] != 1 && strides[i] != step)
            return false;
        step *= shape[i];
    }
    return true;
}

std::vector<std::byte> swapped(std::vector<std::byte> bytes, size_t size)
{
    for (auto item = bytes.begin(); item != bytes.end(); item += static_cast<std::ptrdiff_t>(size))
        std::reverse(item, item + static_cast<std::ptrdiff_t>(size));
    return bytes;
}

} // namespace

std::optional<Type> itemTypeOf(const Pickle& pickle, const Pickle::Node& storage)
{
    return storage.items.size() > 1 ? typeOf(pickle[storage.items[1]]) : std::nullopt;
}

Storages::Storages(
    const Pickle& pickle, StorageSource source, bool big, uint64_t fileSize, std::string file)
    : m_pickle(pickle)
    , m_source(std::move(source))
    , m_big(big)
    , m_budget(limits::unpackedBytes(fileSize))
    , m_file(std::move(file))
{
}

/// The arguments of the innermost _rebuild_tensor: parameters and subclasses are wrapped around it.
std::vector<Ref> Storages::argumentsOf(Ref ref, int depth) const
{
    constexpr int deepest = 4;
    const std::string_view function = m_pickle.callee(ref);
    const std::vector<Ref>& items = m_pickle[m_pickle.in(ref, Pickle::Arguments)].items;
    if (function.starts_with("torch._utils._rebuild_tensor"))
        return items;
    if (function.starts_with("torch._utils._rebuild_parameter") && !items.empty()
        && depth < deepest)
        return argumentsOf(items[0], depth + 1);
    const bool subclass = function == "torch._tensor._rebuild_from_type_v2" && items.size() > 2
        && m_pickle[items[0]].text.starts_with("torch._utils._rebuild_tensor")
        && m_pickle[items[2]].kind == Kind::Tuple;
    return subclass ? m_pickle[items[2]].items : std::vector<Ref>();
}

std::optional<std::vector<int64_t>> Storages::numbersOf(Ref tuple) const
{
    std::vector<int64_t> numbers;
    if (m_pickle[tuple].kind != Kind::Tuple)
        return std::nullopt;
    for (Ref item : m_pickle[tuple].items) {
        if (m_pickle[item].kind != Kind::Integer)
            return std::nullopt;
        numbers.push_back(m_pickle[item].integer);
    }
    return numbers;
}

/// (storage, offset, size, stride, requires_grad, hooks, dtype); nullopt for another description.
std::optional<Storages::View> Storages::viewOf(Ref ref) const
{
    const std::vector<Ref> arguments = argumentsOf(ref, 0);
    if (arguments.size() < 4 || m_pickle[arguments[0]].kind != Kind::Storage
        || m_pickle[arguments[1]].kind != Kind::Integer)
        return std::nullopt;
    const Pickle::Node& reference = m_pickle[arguments[0]];
    const std::vector<Ref>& storage = reference.items;
    const auto shape = numbersOf(arguments[2]);
    const auto strides = numbersOf(arguments[3]);
    if (storage.size() < 5 || !shape || !strides)
        return std::nullopt;
    auto type = itemTypeOf(m_pickle, reference);
    int64_t count = m_pickle[storage[4]].integer;
    if (!type && arguments.size() > 6) {
        type = typeOf(m_pickle[arguments[6]]); // an untyped storage, counted in bytes
        count /= type ? static_cast<int64_t>(sizeOf(*type)) : 1;
    }
    if (!type)
        return std::nullopt;
    // before PyTorch 0.4 a storage could be a part of another: (key, offset, size)
    int64_t offset = m_pickle[arguments[1]].integer;
    if (storage.size() > 5 && m_pickle[storage[5]].kind == Kind::Tuple) {
        const auto& part = m_pickle[storage[5]].items;
        if (part.size() != 3 || __builtin_add_overflow(offset, m_pickle[part[1]].integer, &offset))
            return std::nullopt;
    }
    return View{m_pickle[storage[2]].text, *type, count, offset, *shape, *strides};
}

Result<Data> Storages::storage(const View& view, const std::string& where)
{
    auto place = m_read.find(view.key);
    if (place == m_read.end()) {
        auto bytes = m_source(view.key);
        if (!bytes)
            return bytes.error();
        if (m_big && bytes->size() % sizeOf(view.type) == 0)
            bytes = Data(swapped(bytes->all(), sizeOf(view.type)));
        place = m_read.emplace(view.key, std::move(*bytes)).first;
    }
    const auto size = elementsOf({view.count}, sizeOf(view.type));
    if (!size || static_cast<uint64_t>(*size) * sizeOf(view.type) != place->second.size())
        return refuse(where,
            "expected a storage of " + std::to_string(view.count) + " × "
                + std::to_string(sizeOf(view.type)) + " bytes, found "
                + std::to_string(place->second.size()));
    return place->second;
}

std::optional<Error> Storages::addTo(Archive& archive, const StateDict& found, Watch& watch)
{
    for (const StateDict::Entry& entry : found.tensors) {
        if (watch.cancelled())
            return cancelled("Reading " + archive.file);
        auto one = tensor(entry.tensor, entry.name);
        if (!one)
            return one.error();
        if (*one)
            archive.tensors.push_back(std::move(**one));
        else
            archive.metadata["not read"] += entry.name + " ";
        watch.report(static_cast<double>(&entry - found.tensors.data() + 1)
            / static_cast<double>(found.tensors.size()));
    }
    return {};
}

Result<std::optional<Tensor>> Storages::tensor(Ref ref, const std::string& name)
{
    const std::string where = "Cannot read “" + name + "” in " + m_file;
    const auto view = viewOf(ref);
    if (!view)
        return std::optional<Tensor>();
    const size_t size = sizeOf(view->type);
    Tensor tensor{name, view->type, view->shape, {}};
    const auto elements = elementsOf(view->shape, size);
    if (!elements || view->strides.size() != view->shape.size() || view->offset < 0)
        return refuse(where, "expected a shape and as many strides, found others");
    const auto storage = this->storage(*view, where);
    if (!storage)
        return storage.error();
    const auto last = lastOf(view->offset, view->shape, view->strides);
    if (*elements > 0 && (!last || *last >= view->count))
        return refuse(where,
            "expected " + tensor.shapeText() + " numbers within its storage of "
                + std::to_string(view->count) + ", found some beyond it");
    const uint64_t bytes = static_cast<uint64_t>(*elements) * size;
    if (bytes > m_budget)
        return refuse(where,
            "expected at most " + std::to_string(m_budget) + " bytes of repeated numbers, found "
                + std::to_string(bytes));
    m_budget -= bytes;
    if (*elements > 0 && contiguous(view->shape, view->strides))
        tensor.data = storage->part(static_cast<uint64_t>(view->offset) * size, bytes);
    else
        tensor.data = gathered(
            storage->inMemory(), view->offset, view->shape, view->strides, *elements, size);
    return std::optional(std::move(tensor));
}

} // namespace rnnscope
