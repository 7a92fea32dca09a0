#include "core/cell/cells.h"
#include "core/task/drills.h"
#include "ui/view/dial.h"
#include "ui/view/dialform.h"
#include "ui/view/dialwords.h"
#include "ui/view/trainingdials.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QPushButton>

namespace rnnscope {

namespace {

QStringList taskTitles()
{
    QStringList titles;
    for (const Drill& drill : drills())
        titles += QCoreApplication::translate("task", drill.title);
    for (const Task& task : tasks())
        titles += QCoreApplication::translate("task", task.title);
    return titles;
}

}

void TrainingDials::retranslate()
{
    setAccessibleName(tr("Training"));
    const QStringList names{tr("Task"), tr("Distance"), tr("Cells"), tr("Units"), tr("U starts"),
        tr("Forget bias"), tr("Updates"), tr("An epoch"), tr("Minibatch"), tr("Learning rate"),
        tr("Clip at"), tr("Seed"), tr("Seeds"), tr("Sequence")};
    m_form->setNames(names);
    setOptions(*m_task, taskTitles(), names[0], tr("What is to be learned"));
    wordMatch(*m_match);
    wordInitial(*m_initial, names[4]);
    for (size_t i = 0; i < m_cells.size(); ++i)
        m_cells[i]->setText(QString::fromUtf8(cells()[i]->name()));
    m_distance->setName(names[1], tr("How many steps a memory has to bridge"));
    m_units->setName(names[3], tr("Units of the LSTM, or of all"));
    wordForgetBias(*m_bias, names[5]);
    m_updates->setName(names[6], tr("How often the weights are changed, in all"));
    m_interval->setName(names[7], tr("Updates from one checkpoint to the next"));
    m_batch->setName(names[8], tr("Sequences an update"));
    m_rate->setName(names[9], tr("Of Adam at the first update; it falls linearly to 0"));
    m_clip->setName(names[10], tr("The largest norm of the gradient; 0: none is clipped"));
    m_seed->setName(names[11], tr("Of the starting weights"));
    m_seeds->setName(names[12],
        tr("From how many starts each cell learns, one after the other; the curves become bands"));
    m_sample->setName(names[13], tr("Which of the sequences that training does not see is shown"));
    m_epoch->setText(tr("One epoch"));
    m_stop->setText(tr("Stop"));
    m_save->setText(tr("Save …"));
    m_save->setToolTip(tr("Saves the networks of the epoch that is shown"));
    m_back->setText(tr("Back"));
    m_back->setAccessibleName(tr("Back to the task’s defaults"));
    m_back->setToolTip(tr("Turns all dials back to the task’s defaults"));
}

} // namespace rnnscope
