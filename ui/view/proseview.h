#pragma once

#include "ui/paint/prose.h"
#include "ui/view/view.h"

#include <QPixmap>
#include <QStaticText>

#include <unordered_map>

class QScrollBar;

namespace rnnscope {

/// The whole text that a model reads, wrapped like prose, each token on a colour; numbers of steps
/// where it reads no tokens. What does not count yet is paler, the current token framed, and its
/// page turned to. A click goes to a step. Which colours those are is up to who derives from it.
class ProseView : public View {
    Q_OBJECT

public:
    explicit ProseView(const Desk& desk, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {640, 360}; }
    QSize minimumSizeHint() const override { return {320, 120}; }
    void print(QPainter& painter) override;

    /// What there is to tell of a step, in words.
    virtual QString describe(int step) const = 0;
    /// What the heading says.
    virtual QString remark() const = 0;
    /// Where a token stands in the view; null where it is scrolled out of sight.
    QRectF placeOf(int step) const;

protected:
    virtual QString title() const = 0;
    virtual QString hint() const = 0; ///< how to read the picture
    virtual QString emptyText() const = 0;
    virtual QColor ground(int step) const = 0;
    virtual void drawLegend(QPainter& painter, const QRectF& area) const = 0;
    /// How many tokens are not pale.
    virtual int readCount() const = 0;
    /// The trace of what is shown; null where nothing is.
    virtual TracePtr shownTrace() const = 0;

    const ModelPtr& shownModel() const { return m_model; }
    const SequencePtr& shownSequence() const { return m_sequence; }
    bool ready() const { return m_model != nullptr; }
    int step() const { return std::min(desk().playback->step(), m_steps - 1); }
    /// Takes in another text.
    void takeText(ModelPtr model, SequencePtr sequence);
    /// Turns to the page of the current token: a function of the position, whatever was shown
    /// before.
    void follow();
    void redraw();
    /// "5 “비”", or "5".
    QString placeText(int step) const;

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

    void layOut();
    Prose wrapped();
    Glyph glyphOf(int token) const;
    QRectF area() const;
    QRectF shown() const;
    double scrolled() const;
    int stepAt(QPointF place) const;
    void scrub(QPointF place);
    void drawTokens(QPainter& painter, int first, int last) const;
    void drawFrame(QPainter& painter) const;
    void updatePage();
    void drawStill(QPainter& painter) const;

    ModelPtr m_model; ///< null before the first text
    SequencePtr m_sequence;
    int m_steps = 0;
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
