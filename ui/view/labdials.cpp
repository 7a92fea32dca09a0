#include "ui/view/labdials.h"

#include "ui/state/lab.h"
#include "ui/view/choices.h"
#include "ui/view/dial.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace rnnscope {

namespace {

/// Gives the options of a box their texts, in their order.
void fill(QComboBox& box, const QStringList& texts, const QString& name, const QString& hint)
{
    const QSignalBlocker quiet(box);
    const int chosen = box.currentIndex();
    box.clear();
    box.addItems(texts);
    box.setCurrentIndex(std::max(chosen, 0));
    box.setAccessibleName(name);
    box.setToolTip(hint);
}

void choose(QComboBox& box, int option)
{
    const QSignalBlocker quiet(box);
    box.setCurrentIndex(option);
}

}

LabDials::LabDials(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_scroll(new QScrollArea(this))
    , m_preset(makeChooser(this))
    , m_losses(makeChooser(this))
    , m_ownBias(new QCheckBox(this))
    , m_scale(new Dial(0.01, 20, 2, Dial::Scale::Factors, this))
    , m_bias(new Dial(-5, 6, 1, Dial::Scale::Even, this))
    , m_units(new Dial(4, 256, 0, Dial::Scale::Factors, this))
    , m_steps(new Dial(10, 1000, 0, Dial::Scale::Factors, this))
    , m_distance(new Dial(1, 199, 0, Dial::Scale::Factors, this))
    , m_seed(new Dial(1, 1000, 0, Dial::Scale::Even, this))
    , m_says(new QLabel(this))
    , m_back(new QPushButton(this))
{
    auto* body = new QWidget;
    m_grid = new QGridLayout(body);
    m_grid->setContentsMargins(0, 0, 8, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_initial = addChoice(3, [](LabSetting& s, int option) { s.initial = Initial(option); });
    m_spread = addChoice(2, [](LabSetting& s, int option) { s.spread = Spread(option); });
    m_squashing = addChoice(3, [](LabSetting& s, int option) { s.squashing = Squashing(option); });
    m_match = addChoice(2, [](LabSetting& s, int option) { s.match = Match(option); });
    for (QComboBox* beside : {m_spread, m_match})
        beside->setMinimumContentsLength(4);
    addRow(m_preset, m_back);
    m_says->setWordWrap(true);
    m_grid->addWidget(m_says, m_grid->rowCount(), 0, 1, 3);
    addRow(m_initial);
    addRow(m_scale, m_spread);
    addRow(m_bias, m_ownBias);
    addRow(m_squashing);
    addRow(m_units, m_match);
    addRow(m_steps);
    addRow(m_distance);
    addRow(m_losses);
    addRow(m_seed);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus); // the dials have it
    setFocusProxy(m_preset);
    const auto onDial = [this](Dial* dial, auto edit) {
        connect(dial, &Dial::turned, this, [this, edit](double value) {
            turn([&](LabSetting& setting) { edit(setting, value); });
        });
    };
    onDial(m_scale, [](LabSetting& s, double value) { s.scale = value; });
    onDial(m_bias, [](LabSetting& s, double value) { s.forgetBias = value; });
    onDial(m_units, [](LabSetting& s, double value) { s.units = Index(value); });
    onDial(m_steps, [](LabSetting& s, double value) { s.steps = int(value); });
    onDial(m_distance, [](LabSetting& s, double value) { s.distance = int(value); });
    onDial(m_seed, [](LabSetting& s, double value) { s.seed = unsigned(value); });
    connect(m_ownBias, &QCheckBox::toggled, this, [this](bool own) {
        turn([&](LabSetting& s) {
            s.forgetBias = own ? std::optional(m_bias->value()) : std::nullopt;
        });
    });
    connect(m_preset, &QComboBox::activated, this, [this](int option) {
        this->desk().lab->begin(labPresets()[static_cast<size_t>(option)].id);
    });
    connect(m_losses, &QComboBox::activated, this,
        [this](int option) { this->desk().selection->setLosses(Losses(option)); });
    connect(m_back, &QPushButton::clicked, this, [this] { this->desk().lab->reset(); });
    if (desk.lab)
        connect(desk.lab, &Lab::changed, this, &LabDials::showSetting);
}

LabDials::~LabDials() = default;

QComboBox* LabDials::addChoice(int count, const std::function<void(LabSetting&, int)>& edit)
{
    QComboBox* box = makeChooser(this);
    for (int i = 0; i < count; ++i)
        box->addItem(QString());
    connect(box, &QComboBox::activated, this,
        [this, edit](int option) { turn([&](LabSetting& setting) { edit(setting, option); }); });
    return box;
}

/// A dial with its name, and what belongs to it at the right.
void LabDials::addRow(QWidget* dial, QWidget* beside)
{
    const int row = m_grid->rowCount();
    m_names.push_back(new QLabel(this));
    m_names.back()->setBuddy(dial);
    m_grid->addWidget(m_names.back(), row, 0);
    m_grid->addWidget(dial, row, 1, 1, beside ? 1 : 2);
    if (beside)
        m_grid->addWidget(beside, row, 2);
}

void LabDials::turn(const Edit& edit)
{
    LabSetting setting = desk().lab->setting();
    edit(setting);
    desk().lab->turn(std::move(setting));
}

bool LabDials::busy() const { return desk().lab && desk().lab->busy(); }

void LabDials::refresh(Changes changes)
{
    if (changes & Change::Look)
        retranslate();
    if (changes & ~Changes(Change::Position | Change::Gradient))
        showSetting();
}

void LabDials::retranslate()
{
    setAccessibleName(tr("Dials"));
    const QStringList names{tr("Preset"), tr("U starts"), tr("Scale of U"), tr("Forget bias"),
        tr("RNN’s activation"), tr("Units"), tr("Length"), tr("Distance"), tr("Losses"),
        tr("Seed")};
    for (size_t i = 0; i < m_names.size(); ++i)
        m_names[i]->setText(names[static_cast<qsizetype>(i)]);
    QStringList presets;
    for (const LabPreset& preset : labPresets())
        presets += QCoreApplication::translate("lab", preset.title);
    fill(*m_preset, presets, names[0], tr("A classic situation to begin with"));
    fill(*m_initial, {tr("uniform in ±1/√units"), tr("orthogonal"), tr("as the identity")},
        names[1], tr("How every block of the recurrent matrix U starts"));
    fill(*m_spread, {tr("factor"), tr("spectral radius")}, tr("What the scale says"),
        tr("A factor on U, or the spectral radius that every block of U gets"));
    fill(*m_squashing, {"tanh", "relu", tr("nothing (linear)")}, names[4],
        tr("The RNN’s activation; LSTM and GRU keep tanh"));
    fill(*m_match, {tr("matched parameters"), tr("matched units")}, tr("What is matched"),
        tr("Matched parameters: RNN and GRU get so many units that all have as many parameters as "
           "the LSTM"));
    fill(*m_losses, {tr("all"), tr("the last"), tr("this step’s")}, names[8],
        tr("Which losses the gradient starts from (L)"));
    m_scale->setName(names[2], tr("What U is multiplied by, or its spectral radius"));
    m_bias->setName(names[3], tr("The bias of the LSTM’s forget gate at the start"));
    m_ownBias->setText(tr("set"));
    m_ownBias->setAccessibleName(tr("Set the forget bias"));
    m_ownBias->setToolTip(tr("Else it starts as PyTorch’s: random, near 0"));
    m_units->setName(names[5], tr("Units of the LSTM, or of all three"));
    m_steps->setName(names[6], tr("Steps of the sequence"));
    m_distance->setName(
        names[7], tr("The next letter is the one that was read so many steps before"));
    m_seed->setName(names[9], tr("Of the random weights and the random text"));
    m_back->setText(tr("Back"));
    m_back->setAccessibleName(tr("Back to the preset"));
    m_back->setToolTip(tr("Turns all dials back to the preset"));
}

/// Brings all dials to the setting.
void LabDials::showSetting()
{
    m_scroll->setVisible(desk().lab != nullptr);
    update();
    if (!desk().lab)
        return;
    const LabSetting& setting = desk().lab->setting();
    const LabPreset& preset = desk().lab->preset();
    choose(*m_preset, static_cast<int>(&preset - labPresets().data()));
    choose(*m_initial, static_cast<int>(setting.initial));
    choose(*m_spread, static_cast<int>(setting.spread));
    choose(*m_squashing, static_cast<int>(setting.squashing));
    choose(*m_match, static_cast<int>(setting.match));
    choose(*m_losses, static_cast<int>(desk().selection->losses()));
    m_scale->setValue(setting.scale);
    m_bias->setValue(setting.forgetBias.value_or(0));
    m_bias->setEnabled(setting.forgetBias.has_value());
    const QSignalBlocker quiet(m_ownBias);
    m_ownBias->setChecked(setting.forgetBias.has_value());
    m_units->setValue(static_cast<double>(setting.units));
    m_steps->setValue(setting.steps);
    m_distance->setHigh(setting.steps - 1);
    m_distance->setValue(setting.distance);
    m_seed->setValue(setting.seed);
    m_back->setEnabled(!(setting == preset.setting) || !desk().lab->open());
    m_says->setText(QCoreApplication::translate("lab", preset.says));
}

QString LabDials::remark() const
{
    return desk().lab && desk().lab->open() ? tr("untrained networks, live")
                                            : tr("turn one to see three untrained networks");
}

void LabDials::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    drawHeading(painter, tr("Dials"), remark());
}

void LabDials::resizeEvent(QResizeEvent*)
{
    const int top = 12 + fontMetrics().height() + 8;
    m_scroll->setGeometry(16, top, width() - 20, height() - top - 8);
}

void LabDials::print(QPainter& painter)
{
    painter.fillRect(rect(), colours().card);
    drawHeading(painter, tr("Dials"), remark());
    m_scroll->render(&painter, m_scroll->pos(), {}, DrawChildren);
}

} // namespace rnnscope
