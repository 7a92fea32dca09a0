#pragma once

#include "core/run/why.h"
#include "ui/paint/chart.h"
#include "ui/state/job.h"
#include "ui/view/chip.h"
#include "ui/view/stillview.h"

class QPushButton;

namespace rnnscope {

/// M6 of the selected layer: the eigenvalues of one gate's block of U on the complex plane with the
/// unit circle, and its singular values as they fall. The block is that of the selected track, or
/// the one shown last where that has none; chips choose. Both scales hold for all blocks, until
/// other models are opened, and widen at most.
class RecurrentSpectrum : public StillView {
    Q_OBJECT

public:
    explicit RecurrentSpectrum(const Desk& desk, QWidget* parent = nullptr);

    /// Eigenvalues (real and imaginary parts) and singular values of the shown block, then what its
    /// track is over the sequence, a row a unit; named as in `rnnscope flow --measure M6`.
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_measuring.running(); }
    QString describe(QPointF place) const override;
    const Chart& plane() const { return m_plane; }
    const Chart& fall() const { return m_fall; }
    /// The track whose block is shown, or −1.
    int shownTrack() const { return m_found ? block().track : -1; }
    /// What the heading says of the block.
    QString remark() const;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_found ? m_found->source.trace : nullptr; }
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What is measured.
    struct Source {
        TracePtr trace;
        int layer;
        bool operator==(const Source&) const = default;
    };
    /// What was found of it.
    struct Found {
        Source source;
        ModelPtr model;
        Why why;
    };

    const Layer& shownLayer() const;
    const BlockSpectrum& block() const { return m_found->why.blocks[m_block]; }
    const Track& trackOf(const BlockSpectrum& block) const;
    void askFirst();
    void measure();
    void take(Found found);
    void makeChips();
    void chooseBlock();
    void widen();
    void arrange();
    void placeChips();
    void placeCharts();
    QString facts() const;
    QString emptyText() const;
    void drawPlane(QPainter& painter) const;
    void drawFall(QPainter& painter) const;
    QString eigenvalueAt(QPointF place) const;
    QString singularAt(QPointF place) const;

    Source m_asked{};
    std::optional<Found> m_found; ///< stays while another is measured
    QString m_problem; ///< why there is nothing
    size_t m_block = 0;
    std::vector<Chip*> m_chips; ///< one a block
    QPushButton* m_begin; ///< where U is so large that it takes many seconds
    Chart m_plane{}, m_fall{};
    double m_reach = 0; ///< largest magnitude on the plane
    double m_most = 0; ///< largest singular value
    int m_opening = -1; ///< of the session, for which the scales were made
    Job<Found> m_measuring;
};

} // namespace rnnscope
