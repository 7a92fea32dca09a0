#include "ui/window/keys.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace rnnscope {

namespace {

QString keysOf(const QAction& action)
{
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        keys.append(key.toString(QKeySequence::NativeText));
    return keys.join("  ");
}

}

void showKeys(const QList<QAction*>& actions, QWidget* parent)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QCoreApplication::translate("Keys", "Keys"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    constexpr int columns = 3; // so that all of them fit into a window 800 pixels high
    const int rows = (static_cast<int>(actions.size()) + columns - 1) / columns;
    for (int i = 0; i < actions.size(); ++i) {
        const int column = i / rows * 2;
        auto* key = new QLabel("<b>" + keysOf(*actions[i]).toHtmlEscaped() + "</b>");
        key->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(key, i % rows, column);
        grid->addWidget(new QLabel(actions[i]->text().remove('&')), i % rows, column + 1);
    }
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(close, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* box = new QVBoxLayout(dialog);
    box->setContentsMargins(24, 24, 24, 16);
    box->setSpacing(16);
    box->addLayout(grid);
    box->addWidget(close);
    dialog->open();
}

} // namespace rnnscope
