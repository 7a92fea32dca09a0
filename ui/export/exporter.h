#pragma once

#include "ui/export/actions.h"
#include "ui/export/recording.h"

namespace rnnscope {

class Patience;

/// Exports what is seen: asks where to, draws or reads it, and writes in the background. Offers the
/// same in a menu on every view.
class Exporter : public QObject {
    Q_OBJECT

public:
    Exporter(Desk& desk, ExportActions& actions, QWidget* window);

    /// The view in use: it has the keyboard, or had it last; else the cell, or another that is
    /// seen. Null where none is.
    View* view() const;

    void savePicture(QWidget& target, const QString& path);
    /// Puts a picture of twice the size, and the lines and texts, on the clipboard.
    void copyPicture(QWidget& target);
    void saveAnimation(QWidget& target, const Animation& animation, int scale, const QString& path);
    void saveArrays(std::function<std::vector<Tensor>()> make, const QString& path,
        std::string_view rows = "row");

signals:
    void failed(const rnnscope::Error& error);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void askForPicture(QWidget& target);
    void askForAnimation();
    void askForAnimation(
        QWidget& target, const Animation& animation, int scale, const QString& suffix);
    void askForValues();
    void askForTrace();
    QList<View*> views() const;
    bool isOfStage(const View* view) const;
    QWidget& seen() const; ///< the view in use, else the window
    Patience* awaited(const QString& path, std::function<double()> progress) const;
    void showMenu(View& view, const QPoint& place);
    void refresh();
    void say(const QWidget& target, const QString& text) const;
    void end(const std::optional<Error>& error, const QWidget& target, const QString& path);

    Desk& m_desk;
    ExportActions& m_actions;
    QWidget* m_window;
    QPointer<View> m_view;
};

/// The view that a widget is in, or null.
View* viewOf(QWidget* widget);

} // namespace rnnscope
