#include "core/load/cellform.h"

#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace rnnscope {

namespace {

struct Named {
    std::string_view name;
    Activation activation;
};

/// The first of a kind lends its name to all others of the kind.
constexpr std::array named = {
    Named{"sigmoid", sigmoidal},
    Named{"tanh", hyperbolic},
    Named{"relu", rectified},
    Named{"hard_sigmoid", hardSigmoid5},
    Named{"linear", linear},
    Named{"elu", {Activation::Elu}},
    Named{"selu", selu},
    Named{"softsign", {Activation::Softsign}},
    Named{"softplus", {Activation::Softplus}},
    Named{"swish", {Activation::Swish}},
};

Error refuse(std::string what, std::string found)
{
    return {Fault::Format, "Cannot read " + std::move(what), std::move(found),
        "Open it with the program that saved it"};
}

/// As the shortest text that gives the same Real again: 0.2 and not 0.20000000298.
Json writeNumber(Real number)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    double shown = 0;
    std::from_chars(text.data(), end, shown);
    return shown;
}

std::optional<Real> readNumber(const Json& json)
{
    const double number = json.is_number() ? json.get<double>() : NAN;
    return std::abs(number) <= double(std::numeric_limits<Real>::max())
        ? std::optional(static_cast<Real>(number))
        : std::nullopt;
}

/// Writes the parts of a kind that are not the default.
class Writing {
public:
    explicit Writing(std::string_view cell)
        : m_json{{"cell", cell}}
    {
    }

    void operator()(const char* key, const Activation& value, const Activation& usual)
    {
        if (!(value == usual))
            m_json[key] = writeActivation(value);
    }
    void operator()(const char* key, Real value, Real usual)
    {
        if (value != usual)
            m_json[key] = writeNumber(value);
    }
    void operator()(const char* key, bool value, bool usual)
    {
        if (value != usual)
            m_json[key] = value;
    }

    Json take() { return std::move(m_json); }

private:
    Json m_json;
};

/// Reads the parts that are there and remembers the first that is wrong.
class Reading {
public:
    explicit Reading(const Json& json)
        : m_json(json)
    {
    }

    void operator()(const char* key, Activation& value, const Activation&)
    {
        const Json* const json = find(key);
        const auto read = json ? readActivation(*json) : Result(value);
        if (read)
            value = *read;
        else
            fail(read.error());
    }
    void operator()(const char* key, Real& value, Real)
    {
        const Json* const json = find(key);
        const auto number = json ? readNumber(*json) : std::optional(value);
        if (number && *number >= 0)
            value = *number;
        else
            fail(refuse("a cell",
                "expected a number from 0 for " + std::string(key) + ", found "
                    + writeJson(*json)));
    }
    void operator()(const char* key, bool& value, bool)
    {
        const Json* const json = find(key);
        if (json && json->is_boolean())
            value = json->get<bool>();
        else if (json)
            fail(refuse("a cell",
                "expected true or false for " + std::string(key) + ", found " + writeJson(*json)));
    }

    /// What was wrong, or a key that nobody asked for.
    std::optional<Error> problem() const
    {
        for (const auto& [key, value] : m_json.items())
            if (!m_problem && !m_asked.contains(key))
                return refuse(
                    "a cell", "expected what this program knows of it, found “" + key + "”");
        return m_problem;
    }

private:
    const Json* find(const char* key)
    {
        m_asked.insert(key);
        const auto found = m_json.find(key);
        return found == m_json.end() ? nullptr : &*found;
    }
    void fail(Error error)
    {
        if (!m_problem)
            m_problem = std::move(error);
    }

    const Json& m_json;
    std::set<std::string> m_asked{"cell"};
    std::optional<Error> m_problem;
};

// The keys of each kind, for both directions.

template <class Form, class Kind>
void parts(Form& form, Kind& kind, const LstmKind& usual)
{
    form("gate", kind.gate, usual.gate);
    form("candidate", kind.candidate, usual.candidate);
    form("output", kind.output, usual.output);
    form("clip", kind.clip, usual.clip);
    form("peepholes", kind.peepholes, usual.peepholes);
    form("coupled", kind.coupled, usual.coupled);
    form("projection", kind.projection, usual.projection);
}

template <class Form, class Kind>
void parts(Form& form, Kind& kind, const GruKind& usual)
{
    form("gate", kind.gate, usual.gate);
    form("candidate", kind.candidate, usual.candidate);
    form("clip", kind.clip, usual.clip);
    form("reset_before", kind.resetBefore, usual.resetBefore);
}

template <class Form, class Kind>
void parts(Form& form, Kind& kind, const ElmanKind& usual)
{
    form("activation", kind.activation, usual.activation);
    form("clip", kind.clip, usual.clip);
}

template <class Kind>
Json written(const Cell& cell, const Kind& kind)
{
    Writing writing(cell.id());
    parts(writing, kind, Kind{});
    return writing.take();
}

template <class Kind>
Result<CellPtr> made(const Json& json, CellPtr (*make)(const Kind&))
{
    Kind kind;
    Reading reading(json);
    parts(reading, kind, Kind{});
    if (const auto problem = reading.problem())
        return *problem;
    return make(kind);
}

} // namespace

Json writeCell(const Cell& cell)
{
    if (const auto* one = dynamic_cast<const Lstm*>(&cell))
        return written(cell, one->kind());
    if (const auto* one = dynamic_cast<const Gru*>(&cell))
        return written(cell, one->kind());
    return written(cell, dynamic_cast<const Elman&>(cell).kind());
}

Result<CellPtr> readCell(const Json& json)
{
    const auto cell = json.is_object() ? json.find("cell") : json.end();
    if (json.is_object() && cell != json.end()) {
        if (*cell == "lstm")
            return made<LstmKind>(json, lstm);
        if (*cell == "gru")
            return made<GruKind>(json, gru);
        if (*cell == "rnn")
            return made<ElmanKind>(json, elman);
    }
    return refuse("a cell", "expected one of rnn, lstm and gru, found " + writeJson(json));
}

Json writeActivation(const Activation& activation)
{
    const auto same = std::ranges::find(named, activation, &Named::activation);
    if (same != named.end())
        return same->name;
    const auto kind = std::ranges::find(
        named, activation.kind, [](const Named& one) { return one.activation.kind; });
    return {{"kind", kind->name}, {"alpha", writeNumber(activation.alpha)},
        {"beta", writeNumber(activation.beta)}};
}

Result<Activation> readActivation(const Json& json)
{
    const bool full = json.is_object() && json.size() == 3 && json.contains("kind")
        && json.contains("alpha") && json.contains("beta");
    const Json& name = full ? json["kind"] : json;
    const auto found = name.is_string()
        ? std::ranges::find(named, name.get_ref<const std::string&>(), &Named::name)
        : named.end();
    const auto alpha = full ? readNumber(json["alpha"]) : Real(0);
    const auto beta = full ? readNumber(json["beta"]) : Real(0);
    if (found == named.end() || !alpha || !beta)
        return refuse("an activation",
            "expected a name such as tanh, or a kind with alpha and beta, found "
                + writeJson(json));
    return full ? Activation{found->activation.kind, *alpha, *beta} : found->activation;
}

} // namespace rnnscope
