#include "ui/export/animationdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>

namespace rnnscope {

namespace {

/// A row whose label is the control's name too.
void add(QFormLayout& form, const QString& name, QWidget* control)
{
    control->setAccessibleName(QString(name).remove(u'&'));
    auto* label = new QLabel(name);
    label->setBuddy(control);
    form.addRow(label, control);
}

void choose(QComboBox& box, const QVariant& data)
{
    if (const int place = box.findData(data); place >= 0)
        box.setCurrentIndex(place);
}

QString titleOf(const QWidget& target)
{
    return target.isWindow() ? AnimationDialog::tr("The whole window") : target.accessibleName();
}

}

AnimationDialog::AnimationDialog(
    const Playback& playback, const QList<QWidget*>& targets, QWidget* chosen, QWidget* parent)
    : QDialog(parent)
    , m_targets(targets)
    , m_step(playback.step())
    , m_target(new QComboBox)
    , m_steps(new QComboBox)
    , m_rate(new QComboBox)
    , m_scale(new QComboBox)
    , m_format(new QComboBox)
    , m_first(new QSpinBox)
    , m_last(new QSpinBox)
    , m_speed(new QDoubleSpinBox)
    , m_summary(new QLabel)
{
    setWindowTitle(tr("Save animation"));
    fill(playback);
    m_target->setCurrentIndex(static_cast<int>(m_targets.indexOf(chosen)));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setText(tr("&Save…"));
    m_summary->setWordWrap(true);
    auto* form = new QFormLayout(this);
    add(*form, tr("&Picture of"), m_target);
    add(*form, tr("S&teps"), m_steps);
    add(*form, tr("&From step"), m_first);
    add(*form, tr("t&o step"), m_last);
    add(*form, tr("Spee&d"), m_speed);
    add(*form, tr("F&rames"), m_rate);
    add(*form, tr("Si&ze"), m_scale);
    add(*form, tr("For&mat"), m_format);
    form->addRow(m_summary);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, &AnimationDialog::remember);
    for (const QComboBox* box : {m_target, m_steps, m_rate, m_scale, m_format})
        connect(box, &QComboBox::currentIndexChanged, this, &AnimationDialog::tell);
    for (const QSpinBox* box : {m_first, m_last})
        connect(box, &QSpinBox::valueChanged, this, &AnimationDialog::tell);
    connect(m_speed, &QDoubleSpinBox::valueChanged, this, &AnimationDialog::tell);
    tell();
}

void AnimationDialog::fill(const Playback& playback)
{
    for (const QWidget* target : m_targets)
        m_target->addItem(titleOf(*target));
    m_steps->addItem(tr("this step (%1)").arg(playback.step() + 1), int(Steps::This));
    m_steps->addItem(tr("the whole run (%1)").arg(playback.steps()), int(Steps::All));
    m_steps->addItem(tr("from … to …"), int(Steps::Some));
    for (QSpinBox* box : {m_first, m_last})
        box->setRange(1, playback.steps());
    m_first->setValue(playback.step() + 1);
    m_last->setValue(playback.step() + 4);
    m_speed->setRange(0.05, 1000);
    m_speed->setDecimals(2);
    m_speed->setSuffix(tr(" steps/s"));
    m_speed->setValue(playback.speed());
    for (const int rate : Animation::rates())
        m_rate->addItem(tr("%1 a second").arg(rate), rate);
    for (const int scale : {1, 2})
        m_scale->addItem(tr("%1×", "size").arg(scale), scale);
    m_format->addItem(tr("Animated GIF"), "gif");
    m_format->addItem(tr("Animated WebP: true colours, smaller"), "webp");
    m_format->addItem(tr("Numbered PNG pictures"), "png");
    const QSettings settings;
    choose(*m_steps, settings.value("animation/steps", int(Steps::This)));
    choose(*m_rate, settings.value("animation/rate", Animation().rate));
    choose(*m_scale, settings.value("animation/scale", 1));
    choose(*m_format, settings.value("animation/format", "gif"));
}

void AnimationDialog::remember() const
{
    QSettings settings;
    settings.setValue("animation/steps", int(steps()));
    settings.setValue("animation/rate", m_rate->currentData());
    settings.setValue("animation/scale", scale());
    settings.setValue("animation/format", suffix());
}

/// How much it will be, and whether that can be done.
void AnimationDialog::tell()
{
    for (QSpinBox* box : {m_first, m_last})
        box->setEnabled(steps() == Steps::Some);
    m_last->setMinimum(m_first->value());
    const Animation animation = this->animation();
    const QLocale locale;
    const QSize size = target()->size() * scale();
    QString text = tr("%1 frames · %2 s · %3 × %4 pixels")
                       .arg(locale.toString(animation.frames()),
                           locale.toString(animation.milliseconds() / 1000.0, 'f', 2))
                       .arg(size.width())
                       .arg(size.height());
    const bool possible = animation.frames() <= Animation::mostFrames;
    if (!possible)
        text += u'\n'
            + tr("At most %1: choose fewer steps or a higher speed.")
                  .arg(locale.toString(Animation::mostFrames));
    m_summary->setText(text);
    m_save->setEnabled(possible);
}

AnimationDialog::Steps AnimationDialog::steps() const
{
    return static_cast<Steps>(m_steps->currentData().toInt());
}

QWidget* AnimationDialog::target() const { return m_targets[m_target->currentIndex()]; }
int AnimationDialog::scale() const { return m_scale->currentData().toInt(); }
QString AnimationDialog::suffix() const { return m_format->currentData().toString(); }

Animation AnimationDialog::animation() const
{
    Animation animation{.from = m_step, .to = m_step + 1};
    if (steps() == Steps::All)
        animation = {.from = 0, .to = double(m_first->maximum())};
    else if (steps() == Steps::Some)
        animation = {.from = m_first->value() - 1.0, .to = double(m_last->value())};
    animation.speed = m_speed->value();
    animation.rate = m_rate->currentData().toInt();
    return animation;
}

} // namespace rnnscope
