#pragma once

#include "ui/state/source.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace rnnscope {

/// What sets a signal or the stretch of a file: some numbers in a row, read at once as they change.
/// Empty for what has nothing to set.
class Dials : public QWidget {
    Q_OBJECT

public:
    explicit Dials(QWidget* parent = nullptr);

    /// Shows where a sequence came from.
    void show(const Source& source);
    void retranslate();

signals:
    /// The same source with other numbers, of the same spell.
    void turned(const rnnscope::Source& source);

private:
    void showSignal(const Signal& signal);
    void showFile(const FromFile& file);
    void turn();

    Source m_source;
    QLabel *m_fromText, *m_stepsText, *m_knobText;
    QSpinBox *m_from, *m_steps;
    QDoubleSpinBox* m_knob; ///< period, step or seed
};

} // namespace rnnscope
