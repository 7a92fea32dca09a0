#pragma once

#include <QHash>
#include <QTextBrowser>

namespace rnnscope {

/// Rich text as high as it is. Where it differs from what it said before in words and numbers
/// alone, these are exchanged, which costs a fraction of parsing and laying out all of it, and
/// what is selected elsewhere stays selected.
class PageFlow : public QTextBrowser {
    Q_OBJECT

public:
    explicit PageFlow(QWidget* parent = nullptr);

    /// @param style what its classes look like
    void say(const QString& html, const QString& style);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// How high it really is depends on its width alone.
    QSize sizeHint() const override { return {200, fontMetrics().height()}; }
    QSize minimumSizeHint() const override { return {100, 0}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    /// Rich text, taken apart.
    struct Said {
        QString marks; ///< its mark-up, a null character where words stand
        QStringList words; ///< as they are shown
    };
    static Said takenApart(const QString& html);
    bool exchange(const QStringList& words);

    Said m_said;
    QString m_style;
    mutable QHash<int, int> m_heights; ///< by width
};

/// Space between the text and a scroll bar.
void indent(QTextDocument& document);

} // namespace rnnscope
