#include "core/task/comparison.h"
#include "core/task/fields.h"

#include <limits>

namespace rnnscope {

namespace {

constexpr const char* version = "rnnscope.comparison";

template <class Choice>
Choice choice(Fields& fields, const char* key)
{
    const std::string word = fields.word(key);
    const auto found = choiceOf<Choice>(word);
    std::string expected;
    for (const std::string_view one : wordsOf(Choice{}))
        expected += (expected.empty() ? "" : " or ") + std::string(one);
    if (!found)
        fields.refuse(key, expected, "“" + word + "”");
    return found.value_or(Choice{});
}

int whole(Fields& fields, const char* key)
{
    return static_cast<int>(fields.whole(key, 0, std::numeric_limits<int>::max()));
}

constexpr std::int64_t largestSeed = std::numeric_limits<unsigned>::max();

Comparison comparisonOf(Fields& fields)
{
    Comparison c;
    (void)fields.whole(version, 1, 1);
    c.task = fields.word("task");
    c.distance = whole(fields, "distance");
    c.cells = fields.words("cells");
    c.match = choice<Match>(fields, "match");
    c.units = whole(fields, "units");
    c.seeds.clear();
    for (const std::int64_t seed : fields.wholes("seeds", 0, largestSeed))
        c.seeds.push_back(static_cast<unsigned>(seed));
    c.dataSeed = static_cast<unsigned>(fields.whole("data_seed", 0, largestSeed));
    c.updates = whole(fields, "updates");
    c.batch = whole(fields, "batch");
    c.chunk = whole(fields, "chunk");
    c.method = choice<Method>(fields, "optimizer");
    c.momentum = fields.number("momentum");
    c.rate = fields.number("rate");
    c.clip = fields.number("clip");
    c.initial = choice<Initial>(fields, "start");
    c.forgetBias = fields.number("forget_bias");
    c.interval = whole(fields, "interval");
    return c;
}

} // namespace

std::string writeComparison(const Comparison& c)
{
    const Json json{{version, 1}, {"task", c.task}, {"distance", c.distance}, {"cells", c.cells},
        {"match", wordOf(c.match)}, {"units", c.units}, {"seeds", c.seeds},
        {"data_seed", c.dataSeed}, {"updates", c.updates}, {"batch", c.batch}, {"chunk", c.chunk},
        {"optimizer", wordOf(c.method)}, {"momentum", c.momentum}, {"rate", c.rate},
        {"clip", c.clip}, {"start", wordOf(c.initial)}, {"forget_bias", c.forgetBias},
        {"interval", c.interval}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Comparison> readComparison(std::string_view text, std::string_view file)
{
    const std::string what = "the comparison in " + std::string(file);
    const auto json = parseJson(text, what);
    if (!json)
        return json.error();
    Fields fields(*json, what);
    Comparison comparison = comparisonOf(fields);
    if (auto error = fields.fault())
        return *error;
    if (auto error = misfit(comparison))
        return *error;
    return comparison;
}

} // namespace rnnscope
