#pragma once

#include "core/math/spectrum.h"
#include "ui/inspector/pane.h"

class QPushButton;
class QTimer;

namespace rnnscope {

/// Of every gate of a recurrent matrix: the eigenvalues on the complex plane with the unit circle,
/// the singular values as they fall, the spectral radius and the largest singular value.
class SpectrumPane : public Pane {
    Q_OBJECT

public:
    explicit SpectrumPane(const Desk& desk, QWidget* parent = nullptr);

    bool busy() const override { return m_job.running(); }
    void retranslate() override;
    /// One a gate, when they are there; nothing for a matrix that has none.
    const std::vector<std::optional<Spectrum>>& spectra() const { return m_spectra; }

protected:
    void take() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    using Spectra = std::vector<std::optional<Spectrum>>;
    void compute();
    void stop();
    void drawGate(QPainter& painter, const QRectF& frame, size_t gate) const;
    QRectF drawPlane(QPainter& painter, const QRectF& frame, const Spectrum& spectrum) const;
    QString waiting() const;

    ExhibitPtr m_taken;
    Spectra m_spectra;
    QString m_problem;
    QPushButton* m_begin; ///< for large ones: begins, and stops
    QTimer* m_timer; ///< shows how far it is
    Job<Spectra> m_job;
};

} // namespace rnnscope
