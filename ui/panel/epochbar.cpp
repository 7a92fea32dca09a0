#include "ui/panel/epochbar.h"

#include "ui/paint/text.h"
#include "ui/panel/arrowbutton.h"
#include "ui/state/training.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

namespace rnnscope {

EpochBar::EpochBar(const Desk& desk, QAction* back, QAction* forward, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_back(back)
    , m_forward(forward)
    , m_text(new QLabel(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 0);
    row->setSpacing(8);
    row->addWidget(makeArrowButton(back, Qt::LeftArrow, this));
    row->addWidget(makeArrowButton(forward, Qt::RightArrow, this));
    row->addWidget(m_text);
    row->addWidget(m_slider, 1);
    Training* const training = desk.training;
    const auto to = [training](int by) { training->showEpoch(training->epoch() + by); };
    connect(back, &QAction::triggered, this, [to] { to(-1); });
    connect(forward, &QAction::triggered, this, [to] { to(1); });
    connect(m_slider, &QSlider::valueChanged, training, &Training::showEpoch);
    connect(training, &Training::epochChanged, this, &EpochBar::follow);
    follow();
}

void EpochBar::follow()
{
    const Training& training = *m_desk.training;
    const bool any = training.open() && training.epochs() > 1;
    setVisible(any);
    m_back->setEnabled(any && training.epoch() > 0);
    m_forward->setEnabled(any && training.epoch() + 1 < training.epochs());
    if (!any)
        return;
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, training.epochs() - 1);
    m_slider->setValue(training.epoch());
    m_slider->setAccessibleName(tr("Epoch"));
    m_slider->setToolTip(tr("The networks after each epoch of training (Ctrl+← →)"));
    const int updates = training.checkpointOf(training.runs().front(), training.epoch()).step;
    const auto text = [&](int epoch, int done) {
        return tr("epoch %1 of %2 · %3 updates").arg(epoch).arg(training.epochs() - 1).arg(done);
    };
    m_text->setText(
        training.epoch() == 0 ? tr("epoch 0: before training") : text(training.epoch(), updates));
    const QFontMetrics metrics(font());
    m_text->setMinimumWidth(
        metrics.horizontalAdvance(text(training.epochs() - 1, training.comparison().updates)));
    m_text->setToolTip(tr("%1 of checkpoints in memory").arg(bytesText(training.bytes())));
}

void EpochBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        follow();
    QWidget::changeEvent(event);
}

} // namespace rnnscope
