#pragma once

#include "ui/view/view.h"

#include <vector>

namespace rnnscope {

/// One row of the next-token view.
struct OutputBar {
    int output; ///< token id, or row of the head
    double value; ///< probability, or the output itself
    bool truth; ///< the true next token

    bool operator==(const OutputBar&) const = default;
};

/// The `count` most probable next tokens of one step, the most probable first. The true one is
/// always among them: where it is less probable it takes the last row.
/// @param logits the outputs of that step
/// @param truth the true next token, −1 where there is none
std::vector<OutputBar> nextTokens(const Vector& logits, int truth, int count);

/// −log p of that token, in nats; exact where p is too small for a float.
double surprise(const Vector& logits, int token);

/// What the model says at the current step: the most probable next tokens beside the true one, the
/// most probable classes, or the first outputs where they are neither. Pale until the step's last
/// phase has made it.
class NextToken : public View {
    Q_OBJECT

public:
    explicit NextToken(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    /// All outputs of the step, a row: `probabilities`, or `outputs` where they are none.
    std::vector<Tensor> numbers() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void takeIn();
    int step() const;
    int truth() const;
    bool chances() const;
    double done() const;
    std::vector<OutputBar> bars(int count) const;
    QString title() const;
    QString remark() const;
    QString verdict() const;
    QString labelOf(const OutputBar& bar) const;
    void drawEmpty(QPainter& painter, double top) const;
    void drawBars(QPainter& painter, const QRectF& area) const;
    void drawBar(QPainter& painter, const QRectF& row, const OutputBar& bar, bool strong,
        double labels) const;

    ModelPtr m_model;
    TracePtr m_trace;
    SequencePtr m_sequence;
    Matrix m_answer; ///< where it is no probabilities: see answerOf()
    double m_range = 1; ///< the full length of a bar: 1 for probabilities
};

} // namespace rnnscope
