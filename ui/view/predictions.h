#pragma once

#include "ui/paint/chancegrid.h"
#include "ui/paint/outputlanes.h"
#include "ui/state/job.h"
#include "ui/view/timeview.h"

namespace rnnscope {

/// What the network predicts at every step: the probabilities of the tokens or classes that matter
/// in the shown steps, what was true and whether it was right; or its outputs as curves with what
/// they should be.
class Predictions : public TimeView {
    Q_OBJECT

public:
    explicit Predictions(const Desk& desk, QWidget* parent = nullptr);

    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_weighing.running() || m_answering.running(); }
    QRectF area() const override;
    QString describe(QPointF place) const override;
    /// The probabilities of the shown steps.
    const Chances& chances() const { return m_chances; }
    ChanceGrid grid() const;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_trace; }
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void turnPage() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Kind { None, Probabilities, Numbers };
    static constexpr double scaleWidth = 50; ///< bar and numbers of the scale

    Kind kind() const;
    void weigh();
    void answer();
    bool weighed() const;
    bool shown() const;
    bool hasCurve() const;
    double gutterFor() const;
    QRectF areaOf(double high) const;
    OutputLanes lanes() const;
    QString laneName(Index output) const;
    QString nameOf(int output) const;
    QString stepText(int step) const;
    QString describeChance(QPointF place, int step) const;
    QString describeTruth(int step) const;
    QString describeNumber(QPointF place, int step) const;
    QString remark() const;
    QString emptyText() const;
    void drawChances(QPainter& painter) const;
    void drawNumbers(QPainter& painter) const;
    void drawLabel(QPainter& painter, const QRectF& row, const QString& text) const;

    ModelPtr m_model;
    TracePtr m_trace;
    SequencePtr m_sequence;
    bool m_known = false; ///< whether any true output is known
    double m_gutter = 0; ///< pixels for labels at the left
    Chances m_chances; ///< of the page that was weighed last
    Job<Chances> m_weighing;
    /// The numbers that the model answers.
    struct Answer {
        Matrix values; ///< outputs × steps; empty while they are made
        Scale range{-1, 1}; ///< of them
        double least = 0, most = 0; ///< of them and of what they should be
    };
    static Answer answerOver(const Model& model, const Trace& trace, const Sequence& sequence);
    Answer m_answer;
    Job<Answer> m_answering;
};

} // namespace rnnscope
