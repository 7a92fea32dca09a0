#pragma once

#include "ui/state/training.h"
#include "ui/view/view.h"

#include <array>
#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace rnnscope {

class Dial;
class DialForm;

/// What networks are to learn and how, and the buttons that start, rest and end it. The dials set
/// what the next training starts with.
class TrainingDials : public View {
    Q_OBJECT

public:
    explicit TrainingDials(const Desk& desk, QWidget* parent = nullptr);
    ~TrainingDials() override;

    void refresh(Changes changes) override;
    QSize minimumSizeHint() const override { return {240, 120}; }
    void print(QPainter& painter) override;

signals:
    void saveAsked(); ///< the networks that are shown

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    using Edit = std::function<void(Comparison&)>;
    Training& training() const { return *desk().training; }
    void turn(const Edit& edit);
    void fillForm();
    void connectDials();
    void connectButtons();
    void turnCells();
    void turnSeeds();
    void showSetting();
    void showState();
    void retranslate();
    QString remark() const;

    DialForm* m_form;
    QPushButton *m_go, *m_epoch, *m_stop, *m_save, *m_back;
    QLabel* m_says; ///< what is to be said of the state
    QComboBox *m_task, *m_match, *m_initial;
    std::array<QCheckBox*, 3> m_cells; ///< in the order of cells()
    Dial *m_distance, *m_units, *m_bias, *m_updates, *m_interval, *m_batch, *m_rate, *m_clip;
    Dial *m_seed, *m_seeds, *m_sample;
};

} // namespace rnnscope
