#include "ui/window/look.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QPainter>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>
#include <QTranslator>
#include <QVBoxLayout>

namespace rnnscope {

Appearance rememberedAppearance()
{
    const QSettings settings;
    return {settings.value("theme").toString(), settings.value("language").toString(),
        settings.value("scheme").toString()};
}

void rememberAppearance(const Appearance& appearance)
{
    QSettings settings;
    settings.setValue("theme", appearance.theme);
    settings.setValue("language", appearance.language);
    settings.setValue("scheme", appearance.scheme);
}

Theme themeOf(const Appearance& appearance)
{
    if (appearance.theme.isEmpty())
        return systemTheme();
    return appearance.theme == "dark" ? Theme::Dark : Theme::Light;
}

Theme themeOf(const QPalette& colours)
{
    const bool dark
        = colours.windowText().color().lightness() > colours.window().color().lightness();
    return dark ? Theme::Dark : Theme::Light;
}

Scheme schemeOf(const Appearance& appearance)
{
    return appearance.scheme == "strong" ? Scheme::Strong : Scheme::Standard;
}

void applyStyle() { QApplication::setStyle(QStyleFactory::create("Fusion")); }

Theme systemTheme()
{
    QApplication::setPalette(QPalette()); // the system's shines through
    return themeOf(QApplication::palette());
}

void applyColours(const Palette& p)
{
    QPalette colours;
    colours.setColor(QPalette::Window, p.window);
    colours.setColor(QPalette::WindowText, p.text);
    colours.setColor(QPalette::Base, p.card);
    colours.setColor(QPalette::AlternateBase, p.faint);
    colours.setColor(QPalette::Text, p.text);
    colours.setColor(QPalette::PlaceholderText, p.dim);
    colours.setColor(QPalette::Button, p.card);
    colours.setColor(QPalette::ButtonText, p.text);
    colours.setColor(QPalette::ToolTipBase, p.card);
    colours.setColor(QPalette::ToolTipText, p.text);
    colours.setColor(QPalette::Highlight, p.memory);
    colours.setColor(QPalette::HighlightedText, p.card);
    colours.setColor(QPalette::Link, p.memory);
    colours.setColor(QPalette::Mid, p.border);
    colours.setColor(QPalette::Dark, p.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        colours.setColor(QPalette::Disabled, role, p.dim);
    colours.setColor(QPalette::Disabled, QPalette::Light, p.window); // Fusion etches with it
    QApplication::setPalette(colours);
    // Some desktops tell no news to a program that has colours of its own.
    QCoreApplication::setAttribute(Qt::AA_SetPalette, false);
}

QString systemLanguage()
{
    const bool korean = QLocale::system().language() == QLocale::Korean;
    return korean ? "ko" : "en";
}

void applyLanguage(const QString& language)
{
    static QTranslator ours, qts;
    QCoreApplication::removeTranslator(&ours);
    QCoreApplication::removeTranslator(&qts);
    if (language != "ko")
        return;
    if (qts.load("qtbase_ko", QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qts);
    if (ours.load(":/translations/rnnscope_ko.qm"))
        QCoreApplication::installTranslator(&ours);
}

void applyFont()
{
    QFont font;
    font.setFamilies({"Noto Sans CJK KR", font.family()});
    font.setPointSizeF(9.75);
    QApplication::setFont(font);
}

Card::Card(QWidget* content, QWidget* parent)
    : QFrame(parent)
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(1, 1, 1, 1);
    box->addWidget(content);
    connect(qApp, &QApplication::focusChanged, this, [this] { update(); });
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = isAncestorOf(QApplication::focusWidget());
    painter.setPen(
        QPen(QWidget::palette().color(focused ? QPalette::Highlight : QPalette::Mid), 1));
    painter.setBrush(QWidget::palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace rnnscope
