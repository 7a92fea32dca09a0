#pragma once

#include "core/cell/cells.h"
#include "ui/state/together.h"
#include "ui/view/view.h"

#include <QCoreApplication>

namespace rnnscope {

/// A network of random weights over the characters of `text`, the same for the same seed.
inline Model sampleModel(
    const CellPtr& cell, Index units, int depth, std::string_view text, unsigned seed = 1)
{
    std::srand(seed); // Eigen's Random
    Model model;
    model.title = cell->name();
    model.entry = Entry::OneHot;
    model.vocabulary = Vocabulary::ofCharacters(text);
    const Index tokens = model.vocabulary.size();
    const Real spread = 2 / std::sqrt(static_cast<Real>(units));
    for (int l = 0; l < depth; ++l) {
        const Index rows = cell->blocks() * units;
        model.layers.push_back({cell,
            {spread * Matrix::Random(rows, l == 0 ? tokens : units),
                spread * Matrix::Random(rows, units), spread * Vector::Random(rows),
                spread * Vector::Random(rows)}});
    }
    model.head.w = 3 * spread * Matrix::Random(tokens, units);
    model.head.b = spread * Vector::Random(tokens);
    return model;
}

/// Everything a view needs: RNN, LSTM and GRU of random weights on one text, the LSTM chosen, at
/// rest on step 14 with the gradient of all losses.
struct SampleDesk {
    static constexpr std::string_view poem
        = "봄비 내리는 골목 끝에 작은 등 하나 켜져 있네\n봄비 지나간 자리마다 ";

    explicit SampleDesk(Index units = 64, int depth = 1, std::string_view text = poem)
    {
        keepTogether(session, playback, selection);
        Scene scene;
        for (const CellPtr& cell : cells())
            scene.models.push_back(
                std::make_shared<const Model>(sampleModel(cell, units, depth, text)));
        scene.title = "sample";
        Watch watch;
        auto sequence = sequenceFromText(*scene.models.front(), text);
        show(*runScene(std::move(scene), std::move(sequence), watch));
        playback.toStep(13);
    }

    /// Shows a scene and waits for its gradient.
    void show(const ScenePtr& scene)
    {
        session.show(scene);
        while (!session.gradient())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    Session session;
    Playback playback;
    Selection selection;
    Desk desk{&session, &playback, &selection};
};

} // namespace rnnscope
