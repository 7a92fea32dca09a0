#include "ui/panel/dials.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace rnnscope {

namespace {

constexpr int mostSteps
    = 1'000'000; ///< what is too much for the memory is said when it is asked for
constexpr double mostSeeds = 999'999;

int number(Index value) { return static_cast<int>(std::min<Index>(value, mostSteps * 1000)); }

Knob knobOf(const Signal& signal) { return findSignal(signal.kind)->knob; }

double valueOf(const Signal& signal)
{
    switch (knobOf(signal)) {
    case Knob::Period:
        return signal.period;
    case Knob::At:
        return static_cast<double>(signal.at);
    case Knob::Seed:
        return signal.seed;
    case Knob::None:
        break;
    }
    return 0;
}

void setRange(QDoubleSpinBox& box, double low, double high, int decimals)
{
    box.setDecimals(decimals);
    box.setRange(low, high);
}

}

Dials::Dials(QWidget* parent)
    : QWidget(parent)
    , m_fromText(new QLabel(this))
    , m_stepsText(new QLabel(this))
    , m_knobText(new QLabel(this))
    , m_from(new QSpinBox(this))
    , m_steps(new QSpinBox(this))
    , m_knob(new QDoubleSpinBox(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    const auto add = [&](QLabel* label, QAbstractSpinBox* box) {
        label->setBuddy(box);
        box->setAccelerated(true);
        row->addWidget(label);
        row->addWidget(box);
    };
    add(m_fromText, m_from);
    add(m_stepsText, m_steps);
    add(m_knobText, m_knob);
    connect(m_from, &QSpinBox::valueChanged, this, &Dials::turn);
    connect(m_steps, &QSpinBox::valueChanged, this, &Dials::turn);
    connect(m_knob, &QDoubleSpinBox::valueChanged, this, &Dials::turn);
    show(Source());
}

void Dials::show(const Source& source)
{
    const QSignalBlocker from(m_from), steps(m_steps), knob(m_knob);
    m_source = source;
    const FromFile* file = source.file();
    const bool stretch = file && file->feed->steps(file->take.transposed) > 1;
    for (QWidget* widget : {static_cast<QWidget*>(m_fromText), static_cast<QWidget*>(m_from)})
        widget->setVisible(stretch);
    for (QWidget* widget : {static_cast<QWidget*>(m_stepsText), static_cast<QWidget*>(m_steps)})
        widget->setVisible(stretch || source.signal());
    const bool hasKnob = source.signal() && knobOf(*source.signal()) != Knob::None;
    for (QWidget* widget : {static_cast<QWidget*>(m_knobText), static_cast<QWidget*>(m_knob)})
        widget->setVisible(hasKnob);
    setVisible(stretch || source.signal());
    if (source.signal())
        showSignal(*source.signal());
    else if (stretch)
        showFile(*file);
    retranslate();
}

void Dials::showSignal(const Signal& signal)
{
    m_steps->setRange(1, mostSteps);
    m_steps->setValue(number(signal.steps));
    switch (knobOf(signal)) {
    case Knob::Period:
        setRange(*m_knob, 2, mostSteps, 1);
        break;
    case Knob::At:
        setRange(*m_knob, 0, static_cast<double>(signal.steps - 1), 0);
        break;
    case Knob::Seed:
        setRange(*m_knob, 0, mostSeeds, 0);
        break;
    case Knob::None:
        break;
    }
    m_knob->setValue(valueOf(signal));
}

void Dials::showFile(const FromFile& file)
{
    const Index all = file.feed->steps(file.take.transposed);
    const Index from = file.take.from.value_or(0);
    m_from->setRange(0, number(all - 1));
    m_from->setValue(number(from));
    m_steps->setRange(1, number(all - from));
    m_steps->setValue(number(file.take.steps.value_or(all - from)));
}

void Dials::turn()
{
    Source turned = m_source;
    if (auto* signal = std::get_if<Signal>(&turned.what)) {
        signal->steps = m_steps->value();
        const double value = m_knob->value();
        switch (knobOf(*signal)) {
        case Knob::Period:
            signal->period = value;
            break;
        case Knob::At:
            signal->at = std::min(static_cast<Index>(value), signal->steps - 1);
            break;
        case Knob::Seed:
            signal->seed = static_cast<unsigned>(value);
            break;
        case Knob::None:
            break;
        }
    }
    if (auto* file = std::get_if<FromFile>(&turned.what)) {
        const Index all = file->feed->steps(file->take.transposed);
        file->take.from = m_from->value();
        file->take.steps = std::min<Index>(m_steps->value(), all - m_from->value());
    }
    emit this->turned(turned);
}

void Dials::retranslate()
{
    m_fromText->setText(tr("from"));
    m_from->setToolTip(tr("The first step that is read"));
    m_stepsText->setText(tr("length"));
    m_steps->setToolTip(tr("How many steps are read"));
    const Knob knob = m_source.signal() ? knobOf(*m_source.signal()) : Knob::None;
    m_knobText->setText(knob == Knob::Period ? tr("period")
            : knob == Knob::At               ? tr("at step")
                                             : tr("seed"));
    m_knob->setToolTip(knob == Knob::Period ? tr("Steps of one wave of the first input")
            : knob == Knob::At              ? tr("The step where it happens, 0 the first")
                                            : tr("Another number gives another sequence"));
    m_from->setAccessibleName(m_fromText->text());
    m_steps->setAccessibleName(m_stepsText->text());
    m_knob->setAccessibleName(m_knobText->text());
}

} // namespace rnnscope
