#pragma once

#include "ui/view/view.h"

#include <functional>
#include <memory>
#include <vector>

class QComboBox;
class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace rnnscope {

class Dial;
struct LabSetting;

/// The dials of the gradient lab: how three untrained networks start and what they read. Whatever
/// is turned is seen in all views at once; a button leads back to the preset.
class LabDials : public View {
    Q_OBJECT

public:
    explicit LabDials(const Desk& desk, QWidget* parent = nullptr);
    ~LabDials() override;

    void refresh(Changes changes) override;
    bool busy() const override;
    QSize minimumSizeHint() const override { return {240, 120}; }
    void print(QPainter& painter) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    using Edit = std::function<void(LabSetting&)>;
    void turn(const Edit& edit);
    QComboBox* addChoice(int count, const std::function<void(LabSetting&, int)>& edit);
    void addRow(QWidget* dial, QWidget* beside = nullptr);
    void showSetting();
    void retranslate();
    QString remark() const;

    QScrollArea* m_scroll;
    QGridLayout* m_grid;
    std::vector<QLabel*> m_names; ///< of the rows
    QComboBox *m_preset, *m_initial, *m_spread, *m_squashing, *m_match, *m_losses;
    QCheckBox* m_ownBias; ///< else PyTorch's
    Dial *m_scale, *m_bias, *m_units, *m_steps, *m_distance, *m_seed;
    QLabel* m_says;
    QPushButton* m_back;
};

} // namespace rnnscope
