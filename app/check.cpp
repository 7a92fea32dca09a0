#include "app/check.h"

#include "app/input.h"
#include "core/load/verify.h"
#include "core/pack/json.h"

namespace rnnscope {

namespace {

constexpr double relative = 1e-5; ///< of the largest number expected

Json describe(const Agreement& found, double allowed)
{
    return {{"compared", found.what}, {"difference", found.difference}, {"step", found.step},
        {"output", found.output}, {"allowed", allowed}, {"agrees", found.difference <= allowed}};
}

QString lineOf(const Agreement& found, double allowed)
{
    return QString("%1: %2 %3 the expected ones to within %4; the largest difference is %5, at "
                   "step %6, output %7 (both from 0)\n")
        .arg(found.difference <= allowed ? "verified" : "not verified", found.what,
            found.difference <= allowed ? "agree with" : "do not agree with")
        .arg(allowed, 0, 'g', 3)
        .arg(found.difference, 0, 'g', 3)
        .arg(found.step)
        .arg(found.output);
}

}

void declareCheck(Options& options)
{
    options.declareText({"verify"}, "INPUT",
        "run the model on these rows of numbers, or token ids, a .npy or .csv file, and compare "
        "with EXPECTED");
    options.declareOptional("EXPECTED",
        "with --verify, the answers: outputs, logits or hidden state, of every step or the last");
    options.declareDecimal("tolerance", "D",
        "largest difference allowed by --verify; else 1e-5 of the largest number expected", 0,
        1e30);
    options.requireWith("tolerance", {"verify"});
}

std::optional<int> misusedCheck(const Options& options)
{
    if (options.has("verify") == !options.argument(1).isEmpty())
        return {};
    return options.misuse(options.has("verify")
            ? "expected --verify INPUT EXPECTED, found no EXPECTED"
            : "expected --verify INPUT beside EXPECTED, found it alone",
        "Give both files: rnnscope inspect FILE --verify INPUT EXPECTED");
}

int check(const Options& options, const Model& model)
{
    const auto input = readRows(options.text("verify"));
    if (!input)
        return fail(input.error());
    const auto expected = readRows(options.argument(1));
    if (!expected)
        return fail(expected.error());
    Watch watch;
    const auto found = compare(model, {*input, *expected}, watch);
    if (!found)
        return fail(found.error());
    const double allowed = options.decimal("tolerance", relative * found->scale);
    print(options.has("json") ? QString::fromStdString(describe(*found, allowed).dump(2)) + "\n"
                              : lineOf(*found, allowed));
    return found->difference <= allowed ? 0 : inputFault;
}

} // namespace rnnscope
