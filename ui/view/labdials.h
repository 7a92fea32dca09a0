#pragma once

#include "ui/view/view.h"

#include <functional>
#include <memory>
#include <vector>

class QComboBox;
class QCheckBox;
class QLabel;
class QPushButton;

namespace rnnscope {

class Dial;
class DialForm;
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
    QComboBox* makeChoice(int count, const std::function<void(LabSetting&, int)>& edit);
    void fillForm();
    void connectDials();
    void showSetting();
    void retranslate();
    QString remark() const;

    DialForm* m_form;
    QComboBox *m_preset, *m_initial, *m_spread, *m_squashing, *m_match, *m_losses, *m_floor;
    QCheckBox* m_ownBias; ///< else PyTorch's
    Dial *m_scale, *m_bias, *m_units, *m_steps, *m_distance, *m_seed, *m_seeds, *m_clip;
    QLabel* m_says;
    QPushButton* m_back;
};

} // namespace rnnscope
