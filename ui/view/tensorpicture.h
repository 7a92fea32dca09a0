#pragma once

#include "core/load/reader.h"
#include "ui/paint/scale.h"

#include <QStringList>
#include <QWidget>

namespace rnnscope {

/// The numbers of a stored tensor as a small heat map with its scale, and a line and a letter where
/// each gate begins. Of large tensors a part of the numbers is shown; a vector lies on its side.
class TensorPicture : public QWidget {
    Q_OBJECT

public:
    explicit TensorPicture(const Palette& colours, QWidget* parent = nullptr);

    /// @param name of a tensor of the archive; an empty one shows nothing
    /// @param gates their letters in the order as they lie, where the tensor holds several
    /// @param across whether the gates are side by side, not below each other
    void show(
        const Archive& archive, const std::string& name, const QStringList& gates, bool across);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void read(const Archive& archive, const std::string& name);
    int topRoom() const;
    int drawnHeight() const; ///< below that
    void drawGates(QPainter& painter, const QRectF& area) const;

    const Palette& m_colours;
    std::string m_name;
    bool m_vector = false;
    Matrix m_values; ///< empty where there is nothing to be shown
    Scale m_scale{-1, 1};
    QStringList m_gates;
    bool m_across = false;
};

} // namespace rnnscope
