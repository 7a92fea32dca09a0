#include "ui/window/dock.h"

#include "ui/panel/glyph.h"
#include "ui/window/look.h"

#include <QCoreApplication>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace rnnscope {

namespace {

constexpr int handleWidth = 18;

/// What the dials of the gradient lab are turned for.
bool comesFirst(const ViewInfo& info) { return info.id == "gradient" || info.beside == "gradient"; }

/// Two buttons, and below them dots to take hold of; what is pressed there is the dock's to hear.
class Handle : public QWidget {
public:
    Handle(const QList<QToolButton*>& buttons, QWidget* parent)
        : QWidget(parent)
        , m_column(new QVBoxLayout(this))
    {
        m_column->setContentsMargins(0, 4, 0, 4);
        m_column->setSpacing(2);
        for (QToolButton* button : buttons) {
            button->setAutoRaise(true);
            button->setFixedSize(handleWidth - 2, handleWidth);
            button->setIconSize({12, 12});
            m_column->addWidget(button);
        }
        m_column->addStretch();
        setFixedWidth(handleWidth);
        setCursor(Qt::SizeAllCursor);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::PlaceholderText));
        const double middle = height() / 2.0 + handleWidth;
        for (int row = -2; row <= 2; ++row)
            for (const int column : {-1, 1})
                painter.drawEllipse(
                    QPointF(width() / 2.0 + 2.5 * column, middle + 5.0 * row), 1.1, 1.1);
    }

private:
    QVBoxLayout* m_column;
};

}

Dock::Dock(const ViewInfo& info, const Desk& desk, Refresher& refresher, QWidget* parent)
    : QDockWidget(parent)
    , m_info(info)
    , m_desk(desk)
    , m_refresher(refresher)
    , m_float(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QString::fromUtf8(info.id));
    setFeatures(
        DockWidgetClosable | DockWidgetMovable | DockWidgetFloatable | DockWidgetVerticalTitleBar);
    setTitleBarWidget(new Handle({m_close, m_float}, this));
    connect(m_close, &QToolButton::clicked, this, &QWidget::close);
    connect(m_float, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(this, &QDockWidget::topLevelChanged, this, &Dock::retranslate);
    retranslate();
}

View* Dock::view()
{
    if (!m_view) {
        m_view = m_info.make(m_desk, nullptr);
        m_view->setObjectName(objectName());
        setWidget(new Card(m_view));
        m_refresher.add(m_view, comesFirst(m_info));
        retitle();
    }
    return m_view;
}

void Dock::showEvent(QShowEvent* event)
{
    view();
    QDockWidget::showEvent(event);
}

/// Views that say more of themselves name themselves.
void Dock::retitle()
{
    if (m_view && m_view->accessibleName().isEmpty())
        m_view->setAccessibleName(QCoreApplication::translate("view", m_info.title));
}

void Dock::retranslate()
{
    setWindowTitle(QCoreApplication::translate("view", m_info.title));
    const auto name = [this](QToolButton* button, const QString& text, Glyph glyph) {
        button->setIcon(glyphIcon(glyph, m_desk.colours().dim));
        button->setToolTip(text);
        button->setAccessibleName(QStringLiteral("%1: %2").arg(windowTitle(), text));
    };
    name(m_close, tr("Close this view (Ctrl+F4); the View menu shows it again"), Glyph::Close);
    name(m_float, isFloating() ? tr("Put back into the window (Ctrl+F5)") : tr("Float (Ctrl+F5)"),
        isFloating() ? Glyph::Dock : Glyph::Float);
    retitle();
}

} // namespace rnnscope
