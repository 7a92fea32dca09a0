#pragma once

#include "core/load/mappingfit.h"
#include "ui/view/view.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTabBar;
class QToolButton;

namespace rnnscope {

class MappingRows;

/// Asks which tensors of a file are W, U and b of a cell. Offers those that fit what is chosen
/// already, draws them, and says while choosing what comes of it.
class MappingDialog : public QDialog {
    Q_OBJECT

public:
    /// @param present to begin with; where it has no layer or does not fit, what the shapes
    /// suggest
    MappingDialog(
        const Desk& desk, ContentsPtr contents, Mapping present, QWidget* parent = nullptr);

    /// One that fits, once the dialog is accepted.
    const Mapping& mapping() const { return m_mapping; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void connectBoxes();
    QLayout* layerRow();
    QLayout* boxRow();
    QStringList gates() const;
    MappedLayer& layer() { return m_mapping.layers[m_place]; }
    void goTo(size_t layer);
    void rebuild();
    void refresh();
    void refreshBoxes(const MappingFit& fit);
    void say(const MappingFit& fit);
    QString wordedLayers(const MappingFit& fit) const;

    const Desk& m_desk;
    ContentsPtr m_contents;
    MappingFitter m_fitter;
    Mapping m_mapping; ///< has a layer
    size_t m_place = 0; ///< the layer that is shown
    QTabBar* m_layers;
    QToolButton *m_add, *m_remove;
    QComboBox *m_cell, *m_joined, *m_byGate, *m_order, *m_side;
    MappingRows* m_rows;
    QLabel* m_said;
    QPushButton* m_accept;
};

} // namespace rnnscope
