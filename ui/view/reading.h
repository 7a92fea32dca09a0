#pragma once

#include "ui/paint/prose.h"
#include "ui/paint/unrolled.h"
#include "ui/view/view.h"

#include <QPixmap>
#include <QStaticText>

#include <unordered_map>

class QScrollBar;

namespace rnnscope {

/// The whole text, wrapped like prose, each token on the colour of the selected unit of the
/// selected track when that token was read; numbers of steps where a model reads no tokens. What
/// is still to come is paler, the current token framed. A click goes to a step.
class TextByUnit : public View {
    Q_OBJECT

public:
    explicit TextByUnit(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    QSize sizeHint() const override { return {640, 360}; }
    QSize minimumSizeHint() const override { return {320, 120}; }
    void print(QPainter& painter) override;
    std::vector<Tensor> numbers() const override;

    /// What was read at a step and what the unit made of it, in words.
    QString describe(int step) const;
    /// What the heading says of the unit.
    QString remark() const;
    /// Where a token stands in the view; null where it is scrolled out of sight.
    QRectF placeOf(int step) const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    static constexpr double margin = 16;
    static constexpr double scaleWidth = 50; ///< bar and numbers of the scale
    static constexpr double padding = 0.5; ///< at both sides of a token
    static constexpr double smaller = 0.85; ///< size of small print

    /// A token as it is drawn.
    struct Glyph {
        QStaticText text;
        ProsePiece piece;
    };

    bool ready() const { return m_all.has_value(); }
    const Tint& tint() const { return *m_all->tint; }
    const Layer& shownLayer() const { return m_all->model->layers[size_t(tint().layer)]; }
    const Track& shownTrack() const { return shownLayer().cell->tracks()[size_t(tint().track)]; }
    const Matrix& values() const;
    int step() const { return std::min(desk().playback->step(), m_all->steps() - 1); }
    void takeIn();
    void layOut();
    Prose wrapped();
    void follow();
    void redraw();
    Glyph glyphOf(int token) const;
    QRectF area() const;
    QRectF shown() const;
    double scrolled() const;
    int stepAt(QPointF place) const;
    void scrub(QPointF place);
    QString hint() const;
    int readCount() const;
    void drawTokens(QPainter& painter, int first, int last) const;
    void drawFrame(QPainter& painter) const;
    void updatePage();
    void drawStill(QPainter& painter) const;

    std::optional<Unrolled> m_all; ///< as it was when last refreshed, with its tint
    double m_life = 0; ///< memory half-life of the unit, in steps
    std::unordered_map<int, Glyph> m_glyphs; ///< of the tokens that are read, by id
    QFont m_type; ///< as large as the whole text allows, up to twice the usual
    Prose m_prose;
    QSizeF m_room; ///< for which it is laid out
    bool m_spaced = false; ///< whether tokens are words with spaces between that are no tokens
    QScrollBar* m_scroll;
    QPixmap m_page; ///< the tokens in sight; null: to be drawn anew
    int m_pageRead = 0; ///< how many tokens are not pale in it
};

} // namespace rnnscope
