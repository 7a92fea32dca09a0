#pragma once

#include "ui/export/animation.h"
#include "ui/view/view.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace rnnscope {

/// Asks what of the run an animated picture is to show, how fast, how large, and in which format.
/// What was chosen is there again the next time.
class AnimationDialog : public QDialog {
    Q_OBJECT

public:
    /// @param targets what can be shown: views, and the window
    /// @param chosen the one to begin with
    AnimationDialog(const Playback& playback, const QList<QWidget*>& targets, QWidget* chosen,
        QWidget* parent = nullptr);

    QWidget* target() const;
    Animation animation() const;
    int scale() const;
    QString suffix() const; ///< gif, webp, or png for numbered pictures

private:
    enum class Steps { This, All, Some };

    void fill(const Playback& playback);
    void remember() const;
    void tell();
    Steps steps() const;

    QList<QWidget*> m_targets;
    double m_step; ///< the position at which the present step begins
    QComboBox *m_target, *m_steps, *m_rate, *m_scale, *m_format;
    QSpinBox *m_first, *m_last;
    QDoubleSpinBox* m_speed;
    QLabel* m_summary;
    QPushButton* m_save;
};

} // namespace rnnscope
