#pragma once

#include "ui/view/view.h"

class QBoxLayout;
class QScrollArea;

namespace rnnscope {

class PageFlow;

/// A view that is text: a heading, and below it rich text that can be selected. Widgets may stand
/// above the text and scroll with it.
class Page : public View {
    Q_OBJECT

public:
    explicit Page(const Desk& desk, QWidget* parent = nullptr);

    void print(QPainter& painter) override;
    QString text() const; ///< what it says, plain

protected:
    /// Shows `html`, in which `.dim` is secondary, `.mark` is set off and `.bad` warns.
    /// @param printed instead of it and of the widgets above it, where it is not empty
    void setPage(const QString& title, const QString& remark, const QString& html,
        const QString& printed = {});
    /// Puts a widget above the text.
    void setAbove(QWidget* widget);
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void drawFrame(QPainter& painter) const;
    void dress();

    QScrollArea* m_scroll;
    QBoxLayout* m_column;
    PageFlow* m_text;
    QString m_title;
    QString m_remark;
    QString m_printed;
    const Palette* m_look = nullptr; ///< that the text has, as below
    QFont m_font;
    QString m_style;
};

/// The cells of one table row; the first names it, the others are values.
/// @param columns of values in the table; the last cell spans what is left
QString tableRow(const QStringList& cells, int columns);

/// A paragraph of one of the styles of Page: "dim", "bad", "reason".
QString paragraph(const QString& style, const QString& text);

} // namespace rnnscope
