#pragma once

#include "ui/paint/palette.h"

#include <QFrame>
#include <QString>

namespace rnnscope {

/// The theme that the system asks for; asked once, before applyTheme().
Theme systemTheme();

/// Gives the whole application the theme's colours.
void applyTheme(Theme theme);

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
