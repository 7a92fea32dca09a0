#pragma once

#include "ui/paint/palette.h"

#include <QFrame>
#include <QString>

namespace rnnscope {

/// How the window looks; empty follows the system.
struct Appearance {
    QString theme; ///< "", "light", "dark"
    QString language; ///< "", "en", "ko"
    QString scheme = {}; ///< "strong"; else the standard one
};

/// As remembered from the last time.
Appearance rememberedAppearance();
void rememberAppearance(const Appearance& appearance);

/// The theme that is meant now; see systemTheme().
Theme themeOf(const Appearance& appearance);
/// The theme of other programs' colours: dark where text is lighter than what is behind it.
Theme themeOf(const QPalette& colours);
Scheme schemeOf(const Appearance& appearance);

/// The style that draws all widgets, on every system the same.
void applyStyle();

/// The theme that the system asks for now. Takes our colours away for that: applyColours() follows.
Theme systemTheme();

/// Gives the whole application these colours.
void applyColours(const Palette& colours);

/// "en" or "ko", whichever the system speaks; "en" where it speaks neither.
QString systemLanguage();

/// Installs the translation of our own and of Qt's texts; every widget gets a LanguageChange event.
void applyLanguage(const QString& language);

/// The application's font: one that has Korean, at a size that fits the window at 1280 × 800.
void applyFont();

/// A rounded surface that holds one view.
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget* content, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace rnnscope
