#include "core/load/open.h"

#include "core/base/words.h"
#include "core/load/card.h"
#include "core/load/verify.h"

#include <cmath>

namespace rnnscope {

namespace {

/// A stored answer and a computed one agree to this, in float32 and with room to spare.
constexpr double tolerance = 1e-4;

void noteTest(Model& model, Watch& watch)
{
    const auto difference = verify(model, watch);
    if (!difference)
        return;
    const bool agrees = *difference <= tolerance;
    Note note{QT_TRANSLATE_NOOP("card", "test vector"),
        Phrase{agrees ? QT_TRANSLATE_NOOP("card", "verified, largest difference %1")
                : std::isinf(*difference)
                ? QT_TRANSLATE_NOOP("card",
                    "not verified: this model cannot read it, or it is too long or has no numbers "
                    "to compare")
                : QT_TRANSLATE_NOOP("card",
                    "not verified: largest difference %1 from the stored answer, so the weights, "
                    "their order, what was assumed or the test are not what was saved"),
            {roughly(*difference)}}};
    note.warning = !agrees;
    for (Note& one : model.notes) // with another assumption the answer would be another
        one.assumed = one.assumed && (!agrees || one.choice == choice::vocabulary);
    model.notes.push_back(std::move(note));
}

} // namespace

Result<Model> modelOf(const Contents& contents, const Choices& choices, Watch& watch)
{
    auto model = assemble(contents, choices, watch);
    if (model)
        noteTest(*model, watch);
    if (watch.cancelled())
        return cancelled("Opening " + contents.archive.file);
    return model;
}

Result<Model> modelOf(const Contents& contents, const Choices& choices)
{
    Watch watch;
    return modelOf(contents, choices, watch);
}

namespace {

Result<Opened> opened(Result<Contents> contents, const Choices& choices, Watch& watch)
{
    if (!contents)
        return contents.error();
    auto model = modelOf(*contents, choices, watch);
    if (!model)
        return model.error();
    return Opened{std::move(*contents), std::move(*model)};
}

} // namespace

Result<Opened> openInput(const Input& input, Watch& watch, const Choices& choices)
{
    return opened(readContents(input, watch), choices, watch);
}

Result<Opened> openFile(const std::filesystem::path& path, Watch& watch, const Choices& choices)
{
    return opened(contentsOf(path, watch), choices, watch);
}

} // namespace rnnscope
