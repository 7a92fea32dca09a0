#include "core/load/wire.h"

#include "core/load/cellform.h"
#include "core/load/wireform.h"
#include "core/pack/limits.h"

#include <cmath>

namespace rnnscope {

namespace {

/// Writes values one after another: numbers as they are in memory, text and lists after their size.
class Writing {
public:
    explicit Writing(const Placing& place)
        : m_place(place)
    {
    }

    template <Plain Value>
    void operator()(const Value& value)
    {
        m_bytes += textOf(std::as_bytes(std::span(&value, 1)));
    }
    void operator()(const std::string& text)
    {
        (*this)(uint64_t(text.size()));
        m_bytes += text;
    }
    template <class Item>
    void operator()(const std::vector<Item>& list)
    {
        (*this)(uint64_t(list.size()));
        for (const Item& item : list)
            (*this)(item);
    }
    template <class Value>
    void operator()(const std::map<std::string, Value>& map)
    {
        (*this)(uint64_t(map.size()));
        for (const auto& [key, value] : map)
            fieldsOf(*this, key, value);
    }
    void operator()(const std::optional<Error>& error)
    {
        (*this)(error.has_value());
        if (error)
            (*this)(*error);
    }
    void operator()(const CellPtr& cell)
    {
        (*this)(cell ? writeJson(writeCell(*cell)) : std::string());
    }
    void operator()(const Activation& one) { (*this)(writeJson(writeActivation(one))); }
    void operator()(const Tensor& tensor)
    {
        const FilePlace place = m_place(tensor.data);
        fieldsOf(*this, tensor.name, tensor.type, tensor.shape, place.file, place.from);
    }
    template <Described Struct>
    void operator()(const Struct& value)
    {
        fields(*this, value);
    }

    std::string take() { return std::move(m_bytes); }

private:
    const Placing& m_place;
    std::string m_bytes;
};

/// Reads the same, and remembers the first thing that is wrong.
class Reading {
public:
    Reading(Bytes wire, std::span<const Data> files, const Archive& archive)
        : m_in(wire)
        , m_files(files)
        , m_archive(archive)
    {
        uint64_t size = 0;
        for (const Data& file : files)
            size += file.size();
        m_budget = limits::unpackedBytes(size);
    }

    template <class Number>
    requires std::is_arithmetic_v<Number>
    void operator()(Number& value)
    {
        value = m_in.number<Number>();
        require(std::isfinite(double(value)), "a number, found none");
    }
    void operator()(bool& value)
    {
        const auto byte = m_in.number<uint8_t>();
        require(byte <= 1, "true or false, found something else");
        value = byte == 1;
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void operator()(Enum& value)
    {
        const auto number = m_in.number<std::underlying_type_t<Enum>>();
        const auto last = static_cast<std::underlying_type_t<Enum>>(lastOf(value));
        require(number >= 0 && number <= last, "a known kind, found another");
        value = sound() ? static_cast<Enum>(number) : Enum{};
    }
    void operator()(std::string& text) { text = textOf(m_in.take(m_in.number<uint64_t>())); }
    template <class Item>
    void operator()(std::vector<Item>& list)
    {
        // Every item takes a byte or more: a wrong count ends with the bytes.
        for (auto count = m_in.number<uint64_t>(); count > 0 && sound(); --count)
            (*this)(list.emplace_back());
    }
    template <class Value>
    void operator()(std::map<std::string, Value>& map)
    {
        for (auto count = m_in.number<uint64_t>(); count > 0 && sound(); --count) {
            std::string key;
            (*this)(key);
            (*this)(map[key]);
        }
    }
    void operator()(std::optional<Error>& error)
    {
        bool there = false;
        (*this)(there);
        if (there)
            (*this)(error.emplace());
    }
    void operator()(CellPtr& cell) { json(cell, readCell); }
    void operator()(Activation& activation) { json(activation, readActivation); }
    void operator()(Tensor& tensor);
    void operator()(Piece& piece);
    template <Described Struct>
    void operator()(Struct& value)
    {
        fields(*this, value);
    }

    bool sound() const { return m_problem.empty() && !m_in.failed(); }
    /// What was expected and found, after all was read; empty where all is as it should be.
    std::string problem()
    {
        require(!m_in.failed(), "more bytes, found the end");
        require(m_in.remaining() == 0, "an end, found more bytes");
        return m_problem;
    }

private:
    void require(bool fact, const char* otherwise)
    {
        if (!fact && m_problem.empty())
            m_problem = otherwise;
    }
    template <class Value>
    void json(Value& value, Result<Value> (*read)(const Json&))
    {
        std::string text;
        (*this)(text);
        if (text.empty() && std::is_same_v<Value, CellPtr>)
            return;
        const auto parsed = parseJson(text, "a cell");
        auto made = parsed ? read(*parsed) : Result<Value>(parsed.error());
        require(static_cast<bool>(made), "a known cell or activation, found another");
        if (made)
            value = std::move(*made);
    }

    Cursor m_in;
    std::span<const Data> m_files;
    const Archive& m_archive; ///< complete before the networks are read
    uint64_t m_budget = 0; ///< bytes of numbers that pieces may still stand for
    std::string m_problem;
};

void Reading::operator()(Tensor& tensor)
{
    FilePlace place;
    fieldsOf(*this, tensor.name, tensor.type, tensor.shape, place.file, place.from);
    const size_t item = sizeOf(tensor.type);
    const auto elements = elementsOf(tensor.shape, item);
    require(elements && place.file < m_files.size(), "a tensor of a known file, found another");
    if (!sound())
        return;
    const uint64_t size = static_cast<uint64_t>(*elements) * item;
    const uint64_t whole = m_files[place.file].size();
    require(size <= whole && place.from <= whole - size,
        "the numbers of a tensor within its file, found some beyond");
    if (sound())
        tensor.data = m_files[place.file].part(place.from, size);
}

void Reading::operator()(Piece& piece)
{
    fields(*this, piece);
    if (!sound() || piece.tensor == -1)
        return;
    require(lieWithin(piece, m_archive),
        "the numbers of a layer within their tensor, found some beyond");
    if (!sound())
        return;
    const uint64_t bytes = sizeof(Real) * static_cast<uint64_t>(piece.rows * piece.columns);
    require(bytes <= m_budget, "layers in proportion to the file, found larger ones");
    m_budget -= std::min(bytes, m_budget);
}

} // namespace

std::string writeWire(const Result<Contents>& result, const Placing& place)
{
    Writing out(place);
    out(static_cast<bool>(result));
    if (result)
        out(*result);
    else
        out(result.error());
    return out.take();
}

Result<Contents> readWire(Bytes wire, std::span<const Data> files, const std::string& name)
{
    Contents contents;
    Error error;
    Reading in(wire, files, contents.archive);
    bool good = false;
    in(good);
    if (good)
        in(contents);
    else
        in(error);
    if (const std::string problem = in.problem(); !problem.empty())
        return Error{Fault::Format, "Cannot read " + name, "expected " + problem,
            "Copy or download the file again"};
    return good ? Result<Contents>(std::move(contents)) : Result<Contents>(std::move(error));
}

} // namespace rnnscope
