#include "ui/view/trainingdials.h"

#include "core/cell/cells.h"
#include "core/task/drills.h"
#include "ui/paint/text.h"
#include "ui/view/dial.h"
#include "ui/view/dialform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <numeric>

namespace rnnscope {

namespace {

/// What can be learned: the drills, then the texts.
std::vector<std::string_view> taskIds()
{
    std::vector<std::string_view> ids;
    for (const Drill& drill : drills())
        ids.push_back(drill.id);
    for (const Task& task : tasks())
        ids.push_back(task.id);
    return ids;
}

QWidget* rowOf(std::initializer_list<QWidget*> widgets, QWidget* parent)
{
    auto* row = new QWidget(parent);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    for (QWidget* widget : widgets)
        line->addWidget(widget);
    return row;
}

}

TrainingDials::TrainingDials(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_form(new DialForm(this))
    , m_go(new QPushButton(this))
    , m_epoch(new QPushButton(this))
    , m_stop(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_back(new QPushButton(this))
    , m_says(new QLabel(this))
    , m_task(m_form->makeChoice(static_cast<int>(taskIds().size()),
          [this](int option) {
              turn([&](Comparison& setting) {
                  setting = defaultComparison(taskIds()[static_cast<size_t>(option)]);
              });
          }))
    , m_match(m_form->makeChoice(
          2, [this](int option) { turn([=](Comparison& s) { s.match = Match(option); }); }))
    , m_initial(m_form->makeChoice(
          3, [this](int option) { turn([=](Comparison& s) { s.initial = Initial(option); }); }))
    , m_cells{new QCheckBox(this), new QCheckBox(this), new QCheckBox(this)}
    , m_distance(new Dial(1, 1000, 0, Dial::Scale::Factors, this))
    , m_units(new Dial(4, 256, 0, Dial::Scale::Factors, this))
    , m_bias(new Dial(-5, 6, 1, Dial::Scale::Even, this))
    , m_updates(new Dial(10, 100000, 0, Dial::Scale::Factors, this))
    , m_interval(new Dial(1, 10000, 0, Dial::Scale::Factors, this))
    , m_batch(new Dial(1, 256, 0, Dial::Scale::Factors, this))
    , m_rate(new Dial(0.0001, 1, 4, Dial::Scale::Factors, this))
    , m_clip(new Dial(0, 10, 1, Dial::Scale::Even, this))
    , m_seed(new Dial(1, 1000, 0, Dial::Scale::Even, this))
    , m_seeds(new Dial(1, 20, 0, Dial::Scale::Even, this))
    , m_sample(new Dial(1, 256, 0, Dial::Scale::Even, this))
{
    fillForm();
    connectDials();
    connectButtons();
    setFocusProxy(m_go);
    if (!desk.training)
        return;
    connect(desk.training, &Training::changed, this, &TrainingDials::showSetting);
    connect(desk.training, &Training::epochChanged, this, &TrainingDials::showState);
}

TrainingDials::~TrainingDials() = default;

void TrainingDials::fillForm()
{
    m_form->addWide(rowOf({m_go, m_epoch, m_stop}, this));
    m_says->setWordWrap(true);
    m_form->addWide(m_says);
    m_form->addRow(m_task, m_back);
    m_form->addRow(m_distance);
    m_form->addRow(rowOf({m_cells[0], m_cells[1], m_cells[2]}, this));
    m_form->addRow(m_units, m_match);
    m_match->setMinimumContentsLength(4);
    m_form->addRow(m_initial);
    m_form->addRow(m_bias);
    m_form->addRow(m_updates);
    m_form->addRow(m_interval);
    m_form->addRow(m_batch);
    m_form->addRow(m_rate);
    m_form->addRow(m_clip);
    m_form->addRow(m_seed);
    m_form->addRow(m_seeds);
    m_form->addRow(m_sample, m_save);
    m_form->end();
}

void TrainingDials::connectDials()
{
    const auto onDial = [this](Dial* dial, auto edit) {
        connect(dial, &Dial::turned, this, [this, edit](double value) {
            turn([&](Comparison& setting) { edit(setting, value); });
        });
    };
    onDial(m_distance, [](Comparison& s, double value) { s.distance = int(value); });
    onDial(m_units, [](Comparison& s, double value) { s.units = Index(value); });
    onDial(m_bias, [](Comparison& s, double value) { s.forgetBias = value; });
    onDial(m_updates, [](Comparison& s, double value) { s.updates = int(value); });
    onDial(m_interval, [](Comparison& s, double value) { s.interval = int(value); });
    onDial(m_batch, [](Comparison& s, double value) { s.batch = int(value); });
    onDial(m_rate, [](Comparison& s, double value) { s.rate = value; });
    onDial(m_clip, [](Comparison& s, double value) { s.clip = value; });
    for (Dial* dial : {m_seed, m_seeds})
        connect(dial, &Dial::turned, this, &TrainingDials::turnSeeds);
    for (QCheckBox* cell : m_cells)
        connect(cell, &QCheckBox::toggled, this, &TrainingDials::turnCells);
    connect(m_sample, &Dial::turned, this,
        [this](double value) { training().showSample(int(value) - 1); });
}

void TrainingDials::connectButtons()
{
    connect(m_go, &QPushButton::clicked, this, [this] {
        training().state() == Training::State::Running ? training().pause() : training().resume();
    });
    connect(m_epoch, &QPushButton::clicked, this, [this] { training().stepEpoch(); });
    connect(m_stop, &QPushButton::clicked, this, [this] { training().stop(); });
    connect(m_back, &QPushButton::clicked, this, [this] { training().reset(); });
    connect(m_save, &QPushButton::clicked, this, &TrainingDials::saveAsked);
}

void TrainingDials::turn(const Edit& edit)
{
    Comparison setting = training().setting();
    edit(setting);
    training().turn(std::move(setting));
}

/// At least one cell learns.
void TrainingDials::turnCells()
{
    std::vector<std::string> ids;
    for (size_t i = 0; i < m_cells.size(); ++i)
        if (m_cells[i]->isChecked())
            ids.emplace_back(cells()[i]->id());
    if (ids.empty())
        return showSetting();
    turn([&](Comparison& setting) { setting.cells = ids; });
}

void TrainingDials::turnSeeds()
{
    std::vector<unsigned> seeds(static_cast<size_t>(m_seeds->value()));
    std::iota(seeds.begin(), seeds.end(), static_cast<unsigned>(m_seed->value()));
    turn([&](Comparison& setting) { setting.seeds = seeds; });
}

void TrainingDials::refresh(Changes changes)
{
    if (changes & Change::Look)
        retranslate();
    if (changes & (Change::Look | Change::Scene))
        showSetting();
}

/// Brings all dials to the setting.
void TrainingDials::showSetting()
{
    m_form->setVisible(desk().training != nullptr);
    if (!desk().training)
        return;
    const Comparison& setting = training().setting();
    const auto ids = taskIds();
    const Drill* drill = findDrill(setting.task);
    showOption(*m_task,
        static_cast<int>(std::ranges::find(ids, std::string_view(setting.task)) - ids.begin()));
    showOption(*m_match, static_cast<int>(setting.match));
    showOption(*m_initial, static_cast<int>(setting.initial));
    for (size_t i = 0; i < m_cells.size(); ++i) {
        const QSignalBlocker quiet(m_cells[i]);
        m_cells[i]->setChecked(
            std::ranges::count(setting.cells, std::string(cells()[i]->id())) > 0);
    }
    m_distance->setEnabled(drill != nullptr);
    m_batch->setEnabled(drill != nullptr);
    if (drill)
        m_distance->setRange(drill->low, drill->high);
    m_distance->setValue(setting.distance);
    m_units->setValue(static_cast<double>(setting.units));
    m_bias->setValue(setting.forgetBias);
    m_updates->setValue(setting.updates);
    m_interval->setValue(intervalOf(setting));
    m_batch->setValue(setting.batch);
    m_rate->setValue(setting.rate);
    m_clip->setValue(setting.clip);
    m_seed->setValue(setting.seeds.front());
    m_seeds->setValue(static_cast<double>(setting.seeds.size()));
    m_back->setEnabled(!(setting == defaultComparison(setting.task)));
    showState();
}

void TrainingDials::showState()
{
    using State = Training::State;
    const State state = training().state();
    const bool any = training().epochs() > 0;
    m_go->setText(state == State::Running ? tr("Pause")
            : state == State::Resting     ? tr("Go on")
                                          : tr("Start"));
    m_epoch->setEnabled(state != State::Running);
    m_stop->setEnabled(state == State::Running || state == State::Resting);
    m_save->setEnabled(any);
    m_sample->setEnabled(any);
    if (any) {
        m_sample->setHigh(training().samples());
        m_sample->setValue(training().sample() + 1);
    }
    const bool other = any && !(training().setting() == training().comparison());
    m_says->setText(other ? tr("The dials were turned: they count from the next start.")
            : any         ? tr("Checkpoints: %1, %2 in memory")
                        .arg(training().epochs())
                        .arg(bytesText(training().bytes()))
                  : tr("Three networks learn the same sequences, side by side."));
    update(0, 0, width(), m_form->y()); // the heading
}

QString TrainingDials::remark() const
{
    using State = Training::State;
    if (!desk().training)
        return {};
    switch (training().state()) {
    case State::Running:
        return tr("training …");
    case State::Resting:
        return tr("resting");
    case State::Ended:
        return tr("ended");
    default:
        return tr("RNN, LSTM and GRU side by side");
    }
}

void TrainingDials::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    drawHeading(painter, tr("Training"), remark());
}

void TrainingDials::resizeEvent(QResizeEvent*)
{
    const int top = 12 + fontMetrics().height() + 8;
    m_form->setGeometry(16, top, width() - 20, height() - top - 8);
}

void TrainingDials::print(QPainter& painter)
{
    painter.fillRect(rect(), colours().card);
    drawHeading(painter, tr("Training"), remark());
    m_form->render(&painter, m_form->pos(), {}, DrawChildren);
}

} // namespace rnnscope
