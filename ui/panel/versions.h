#pragma once

#include "ui/state/watched.h"

#include <QWidget>

class QAction;
class QLabel;

namespace rnnscope {

/// Which version of the file is shown, between buttons to the earlier and the later one. Only there
/// when the file has been written anew.
class Versions : public QWidget {
    Q_OBJECT

public:
    Versions(const Watched& watched, QAction* earlier, QAction* later, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();

    const Watched& m_watched;
    QAction *m_earlier, *m_later;
    QLabel* m_text;
};

} // namespace rnnscope
