#include "ui/window/about.h"

#include "ui/window/mainwindow.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace rnnscope {

void tellAbout(QWidget* parent)
{
    QMessageBox::about(parent, MainWindow::tr("About RNN Scope"),
        MainWindow::tr(
            "<b>RNN Scope %1</b><p>See recurrent networks think, one token at a time.</p>"
            "<p>Free software under the GNU General Public License, version 3 or later. Built with "
            "Qt, Eigen, libzip, nlohmann-json, libwebp, cgif and libimagequant.</p>")
            .arg(QCoreApplication::applicationVersion()));
}

} // namespace rnnscope
