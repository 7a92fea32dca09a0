#pragma once

#include "ui/paint/lines.h"
#include "ui/state/job.h"
#include "ui/view/seedband.h"
#include "ui/view/stillview.h"

namespace rnnscope {

/// Numbers of one model of the scene that are drawn as a curve, the first at 0.
struct MeasuredCurve {
    QString label; ///< "LSTM", or the file's name where several are open
    int style; ///< which of Palette::curve()
    bool main; ///< else it accompanies the curve before: thinner and paler
    std::string array; ///< its name among the numbers of the view
    std::vector<double> numbers; ///< of the measure itself, or of its log10
    SeedBand band = {}; ///< the same of all seeds of the gradient lab, where they are known
};
using MeasuredCurves = std::vector<MeasuredCurve>;

/// A gradient measure of every model of the scene as curves in one field, made in the background
/// where it takes long. While other networks are measured, the curves before them stay; the
/// vertical axis holds until other models are opened or more steps read, and widens at most. In the
/// gradient lab the other seeds are measured too, and what all come to is a band.
class MeasureView : public StillView {
    Q_OBJECT

public:
    explicit MeasureView(const Desk& desk, QWidget* parent = nullptr);

    /// One array a curve, a number a row.
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_measuring.running(); }
    QString describe(QPointF place) const override;
    /// The place across that is under a point of the view; −1 where none is.
    Index placeAt(QPointF point) const;
    const Chart& chart() const { return m_chart; }
    const MeasuredCurves& curves() const { return m_curves; }

protected:
    using Work = std::function<Result<MeasuredCurves>(Watch&)>;
    /// What is measured of the layer, the top one where a model has fewer.
    struct Subject {
        ScenePtr scene;
        int layer;
        bool operator==(const Subject&) const = default;
    };

    /// How all curves are made; runs on another thread and may hold nothing of the view.
    virtual Work work(const Subject& subject) const = 0;
    /// Whether that takes no longer than a part of a frame.
    virtual bool isQuick(const Scene& scene) const = 0;
    virtual QString title() const = 0;
    virtual QString remark() const = 0;
    virtual QString across() const = 0; ///< what the horizontal axis is
    virtual QString up() const = 0; ///< what the vertical axis is, and its unit
    virtual bool logarithmic() const = 0;
    /// What the vertical axis shows of such curves.
    virtual std::pair<double, double> rangeOf(std::span<const PlotLine> lines) const;
    virtual int first() const { return 0; } ///< the place across of the first numbers
    virtual bool dots() const { return false; } ///< whether each number is a dot too
    /// How many places across are in sight; there are `all`.
    virtual size_t placesShown(size_t all) const { return all; }
    /// "lag 12", or what else a place across is.
    virtual QString placeText(Index place) const = 0;
    virtual QString numberText(double number) const;
    /// What is told of a curve at a place that it has.
    virtual QString pointText(const MeasuredCurve& curve, size_t number) const;
    /// What is marked in the field behind the curves.
    virtual void drawBehind(QPainter&, const Chart&) const { }
    /// What is said of parts of the field.
    virtual std::vector<FieldWords> words() const { return {}; }
    /// Why there are no curves though there are models; empty where there are some.
    virtual QString emptyText() const;

    /// The text, with the layer before it where the chosen model has several.
    QString ofLayer(const QString& text) const;
    void takeIn() override;
    TracePtr shownTrace() const override;
    void drawStill(QPainter& painter) const override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    const Subject& subject() const { return m_subject; }

private:
    void measureOthers();
    void takeOthers(const std::vector<MeasuredCurves>& others);
    void placeChart();
    void fixRange();
    std::vector<PlotLine> lines() const;

    Subject m_subject{};
    MeasuredCurves m_curves;
    Chart m_chart{};
    QString m_problem; ///< why there are no curves
    std::pair<int, Index> m_opening{-1, 0}; ///< of the session and its steps, for which the axis
                                            ///< was made
    Job<MeasuredCurves> m_measuring;
    Job<std::vector<MeasuredCurves>> m_measuringOthers; ///< of the other seeds
};

/// The layer of that place in a model, the top one where it has fewer.
int layerIn(const Model& model, int layer);

/// How the curve of each model of the scene is called and which style it has.
struct CurveName {
    QString label;
    int style;
};
std::vector<CurveName> curveNames(const Scene& scene, int layer);

} // namespace rnnscope
