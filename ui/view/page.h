#pragma once

#include "ui/view/view.h"

class QTextBrowser;

namespace rnnscope {

/// A view that is text: a heading, and below it rich text that scrolls and can be selected.
class Page : public View {
    Q_OBJECT

public:
    explicit Page(const Desk& desk, QWidget* parent = nullptr);

    void print(QPainter& painter) override;
    QString text() const; ///< what it says, plain

protected:
    /// Shows `html`, in which `.dim` is secondary, `.mark` is set off and `.bad` warns.
    void setPage(const QString& title, const QString& remark, const QString& html);
    void paintEvent(QPaintEvent* event) override;

private:
    void drawFrame(QPainter& painter) const;

    QTextBrowser* m_text;
    QString m_title;
    QString m_remark;
};

/// The cells of one table row; the first names it, the others are values.
/// @param columns of values in the table; the last cell spans what is left
QString tableRow(const QStringList& cells, int columns);

/// A paragraph of one of the styles of Page: "dim", "bad".
QString paragraph(const QString& style, const QString& text);

} // namespace rnnscope
