#pragma once

#include "core/run/train.h"

#include <QElapsedTimer>
#include <QString>

namespace rnnscope {

/// Shows training on standard error: a moving bar on a terminal, else a line every tenth.
class Bar {
public:
    /// @param unit of the loss: "nats"
    Bar(const QString& title, int steps, const QString& unit);
    ~Bar();
    Bar(const Bar&) = delete;
    Bar& operator=(const Bar&) = delete;

    void show(const TrainProgress& now);

private:
    bool due(int step);

    QString m_title;
    QString m_unit;
    int m_steps;
    bool m_terminal;
    QElapsedTimer m_sinceShown;
    double m_loss = 0; ///< sums since the last line, for means
    double m_norm = 0;
    int m_count = 0;
};

} // namespace rnnscope
