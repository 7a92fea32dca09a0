#pragma once

#include "ui/view/page.h"

namespace rnnscope {

/// What a comparison of networks has in common and where they differ.
struct Conditions {
    struct Fact {
        QString name;
        QStringList values; ///< one for all models alike, or one per model
    };

    QStringList models; ///< their names
    std::vector<Fact> facts;
    double spread = 0; ///< (most − fewest) / fewest parameters
    bool sameTask = true; ///< whether all say that they were trained on the same

    static constexpr double fairSpread = 0.05;
    bool fair() const { return spread <= fairSpread; }
};

/// @param gradient of the same scene, or null; when it starts from one loss, the facts include how
/// fast it falls (stepsPerHalving of the memory's M1 in `layer`)
Conditions compare(const Scene& scene, const GradientScene* gradient, int layer);

/// "This comparison holds constant": always beside the gradient, because a picture of RNN against
/// LSTM means nothing without it.
class HeldConstant : public Page {
    Q_OBJECT

public:
    using Page::Page;

    void refresh(Changes changes) override;
};

} // namespace rnnscope
