#pragma once

#include "core/load/mappingfit.h"
#include "ui/paint/palette.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace rnnscope {

class TensorChooser;
class TensorPicture;

/// The letters of the layer's gates in the order as they lie; one without a letter where there are
/// none.
QStringList gatesOf(const MappedLayer& layer);

/// A row for every place of one layer of a mapping and for what is around the layers: which tensor
/// it is, and its picture.
class MappingRows : public QWidget {
    Q_OBJECT

public:
    /// @param fitter lives as long as the rows
    MappingRows(const MappingFitter& fitter, const Palette& colours, QWidget* parent = nullptr);

    /// Makes the rows anew, for a layer that has other places.
    void rebuild(const Mapping& mapping, size_t layer);
    /// Offers what fits beside what is chosen.
    void refresh(const Mapping& mapping, const MappingFit& fit);
    /// The names of the places that must have a tensor and have none.
    QStringList missing(const Mapping& mapping) const;

signals:
    void chosen(const rnnscope::Spot& spot, const QString& name);

private:
    struct Row {
        Spot spot;
        QLabel* name;
        TensorChooser* tensor;
        TensorPicture* picture;
    };
    void add(const Spot& spot, const QString& name);
    void refreshRow(const Row& row, const Mapping& mapping, bool transposed);

    const MappingFitter& m_fitter;
    const Palette& m_colours;
    size_t m_layer = 0;
    QGridLayout* m_grid;
    QLabel* m_around; ///< heads what is not of the layer
    std::vector<Row> m_rows;
};

} // namespace rnnscope
