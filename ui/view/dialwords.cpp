#include "ui/view/dialwords.h"

#include "ui/view/dial.h"
#include "ui/view/dialform.h"

#include <QComboBox>
#include <QCoreApplication>

namespace rnnscope {

void wordMatch(QComboBox& box)
{
    setOptions(box,
        {QCoreApplication::translate("dial", "matched parameters"),
            QCoreApplication::translate("dial", "matched units")},
        QCoreApplication::translate("dial", "What is matched"),
        QCoreApplication::translate("dial",
            "Matched parameters: RNN and GRU get so many units that all have as many parameters as "
            "the LSTM"));
}

void wordInitial(QComboBox& box, const QString& name)
{
    setOptions(box,
        {QCoreApplication::translate("dial", "uniform in ±1/√units"),
            QCoreApplication::translate("dial", "orthogonal"),
            QCoreApplication::translate("dial", "as the identity")},
        name,
        QCoreApplication::translate("dial", "How every block of the recurrent matrix U starts"));
}

void wordForgetBias(Dial& dial, const QString& name)
{
    dial.setName(name,
        QCoreApplication::translate("dial", "The bias of the LSTM’s forget gate at the start"));
}

} // namespace rnnscope
