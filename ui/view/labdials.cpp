#include "ui/view/labdials.h"

#include "ui/state/lab.h"
#include "ui/view/choices.h"
#include "ui/view/dial.h"
#include "ui/view/dialform.h"
#include "ui/view/dialwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

constexpr std::array floors{float32Floor, float16Floor, bfloat16Floor};

}

LabDials::LabDials(const Desk& desk, QWidget* parent)
    : View(desk, parent)
    , m_form(new DialForm(this))
    , m_preset(makeChooser(this))
    , m_initial(makeChoice(3, [](LabSetting& s, int option) { s.initial = Initial(option); }))
    , m_spread(makeChoice(2, [](LabSetting& s, int option) { s.spread = Spread(option); }))
    , m_squashing(makeChoice(3, [](LabSetting& s, int option) { s.squashing = Squashing(option); }))
    , m_match(makeChoice(2, [](LabSetting& s, int option) { s.match = Match(option); }))
    , m_losses(makeChooser(this))
    , m_floor(makeChoice(std::ssize(floors),
          [](LabSetting& s, int option) { s.floor = floors[static_cast<size_t>(option)]; }))
    , m_ownBias(new QCheckBox(this))
    , m_scale(new Dial(0.01, 20, 2, Dial::Scale::Factors, this))
    , m_bias(new Dial(-5, 6, 1, Dial::Scale::Even, this))
    , m_units(new Dial(4, 256, 0, Dial::Scale::Factors, this))
    , m_steps(new Dial(10, 1000, 0, Dial::Scale::Factors, this))
    , m_distance(new Dial(1, 199, 0, Dial::Scale::Factors, this))
    , m_seed(new Dial(1, 1000, 0, Dial::Scale::Even, this))
    , m_seeds(new Dial(1, 20, 0, Dial::Scale::Even, this))
    , m_clip(new Dial(0, 20, 2, Dial::Scale::Even, this))
    , m_says(new QLabel(this))
    , m_back(new QPushButton(this))
{
    fillForm();
    connectDials();
    setFocusProxy(m_preset);
    if (desk.lab)
        connect(desk.lab, &Lab::changed, this, &LabDials::showSetting);
}

void LabDials::fillForm()
{
    for (QComboBox* beside : {m_spread, m_match})
        beside->setMinimumContentsLength(4);
    m_says->setWordWrap(true);
    m_form->addRow(m_preset, m_back);
    m_form->addWide(m_says);
    m_form->addRow(m_initial);
    m_form->addRow(m_scale, m_spread);
    m_form->addRow(m_bias, m_ownBias);
    m_form->addRow(m_squashing);
    m_form->addRow(m_units, m_match);
    m_form->addRow(m_steps);
    m_form->addRow(m_distance);
    m_form->addRow(m_losses);
    m_form->addRow(m_clip);
    m_form->addRow(m_floor);
    m_form->addRow(m_seed);
    m_form->addRow(m_seeds);
    m_form->end();
}

void LabDials::connectDials()
{
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
    onDial(m_clip, [](LabSetting& s, double value) { s.clip = value; });
    onDial(m_seeds, [](LabSetting& s, double value) { s.seeds = int(value); });
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
}

LabDials::~LabDials() = default;

QComboBox* LabDials::makeChoice(int count, const std::function<void(LabSetting&, int)>& edit)
{
    return m_form->makeChoice(count,
        [this, edit](int option) { turn([&](LabSetting& setting) { edit(setting, option); }); });
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
        tr("Clip at"), tr("Lost below"), tr("Seed"), tr("Seeds")};
    m_form->setNames(names);
    QStringList presets;
    for (const LabPreset& preset : labPresets())
        presets += QCoreApplication::translate("lab", preset.title);
    setOptions(*m_preset, presets, names[0], tr("A classic situation to begin with"));
    wordInitial(*m_initial, names[1]);
    setOptions(*m_spread, {tr("factor"), tr("spectral radius")}, tr("What the scale says"),
        tr("A factor on U, or the spectral radius that every block of U gets"));
    setOptions(*m_squashing, {"tanh", "relu", tr("nothing (linear)")}, names[4],
        tr("The RNN’s activation; LSTM and GRU keep tanh"));
    wordMatch(*m_match);
    setOptions(*m_losses, {tr("all"), tr("the last"), tr("this step’s")}, names[8],
        tr("Which losses the gradient starts from (L)"));
    m_scale->setName(names[2], tr("What U is multiplied by, or its spectral radius"));
    wordForgetBias(*m_bias, names[3]);
    m_ownBias->setText(tr("set"));
    m_ownBias->setAccessibleName(tr("Set the forget bias"));
    m_ownBias->setToolTip(tr("Else it starts as PyTorch’s: random, near 0"));
    m_units->setName(names[5], tr("Units of the LSTM, or of all three"));
    m_steps->setName(names[6], tr("Steps of the sequence"));
    m_distance->setName(
        names[7], tr("The next letter is the one that was read so many steps before"));
    m_seed->setName(names[11], tr("Of the random weights and the random text"));
    m_clip->setName(names[9],
        tr("The largest norm of the gradient of all parameters; 0: none is clipped. Works on any "
           "network that is shown"));
    setOptions(*m_floor,
        {tr("6·10⁻⁸ of the peak: float32"), tr("4.9·10⁻⁴: float16"), tr("3.9·10⁻³: bfloat16")},
        names[10], tr("What a sum of such numbers does not see beside its largest part"));
    m_seeds->setName(names[12],
        tr("So many starts are compared: what they come to is a band around the curves"));
    m_back->setText(tr("Back"));
    m_back->setAccessibleName(tr("Back to the preset"));
    m_back->setToolTip(tr("Turns all dials back to the preset"));
}

/// Brings all dials to the setting.
void LabDials::showSetting()
{
    m_form->setVisible(desk().lab != nullptr);
    update(0, 0, width(), m_form->y()); // the heading
    if (!desk().lab)
        return;
    const LabSetting& setting = desk().lab->setting();
    const LabPreset& preset = desk().lab->preset();
    showOption(*m_preset, static_cast<int>(&preset - labPresets().data()));
    showOption(*m_initial, static_cast<int>(setting.initial));
    showOption(*m_spread, static_cast<int>(setting.spread));
    showOption(*m_squashing, static_cast<int>(setting.squashing));
    showOption(*m_match, static_cast<int>(setting.match));
    showOption(*m_losses, static_cast<int>(desk().selection->losses()));
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
    m_seeds->setValue(setting.seeds);
    m_clip->setValue(setting.clip);
    showOption(
        *m_floor, static_cast<int>(std::ranges::find(floors, setting.floor) - floors.begin()));
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
    m_form->setGeometry(16, top, width() - 20, height() - top - 8);
}

void LabDials::print(QPainter& painter)
{
    painter.fillRect(rect(), colours().card);
    drawHeading(painter, tr("Dials"), remark());
    m_form->render(&painter, m_form->pos(), {}, DrawChildren);
}

} // namespace rnnscope
