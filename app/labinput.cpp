#include "app/labinput.h"

#include "core/cell/cells.h"
#include "core/task/lab.h"

namespace rnnscope {

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QStringList presetIds()
{
    QStringList ids;
    for (const LabPreset& preset : labPresets())
        ids.push_back(textOf(preset.id));
    return ids;
}

QStringList cellIds()
{
    QStringList ids;
    for (const CellPtr& cell : cells())
        ids.push_back(textOf(cell->id()));
    return ids;
}

/// An option whose value is one of the words for a choice.
template <class Choice>
void declareWord(Options& options, const QString& name, const QString& description)
{
    QStringList words;
    for (const std::string_view word : wordsOf(Choice{}))
        words.push_back(textOf(word));
    options.declareChoice(name, "WORD", description, words);
}

template <class Choice>
void readWord(const Options& options, const QString& name, Choice& choice)
{
    choice = choiceOf<Choice>(options.text(name).toStdString()).value_or(choice);
}

/// Those of the lab alone.
const QStringList dials{
    "cell", "units", "match", "init", "scale", "spread", "forget-bias", "activation", "distance"};

void declareDials(Options& options)
{
    options.declareChoice(
        "cell", "CELL", "the network of --lab; the preset's if not given", cellIds());
    options.declareNumber("units", "N", "units of its LSTM; see --match", 1);
    declareWord<Match>(options, "match",
        "with “units” an RNN or GRU has --units too; else as many as bring its number of "
        "parameters closest to that LSTM's");
    declareWord<Initial>(options, "init", "how the recurrent weights U start");
    options.declareDecimal("scale", "S", "of every block of U; see --spread", 0, 100);
    declareWord<Spread>(
        options, "spread", "whether --scale is a factor on U or the spectral radius it gets");
    options.declareText({"forget-bias"}, "F",
        "of an LSTM's forget gate, from -100 to 100, or “random”: PyTorch's default");
    declareWord<Squashing>(options, "activation", "of an RNN");
    options.declareNumber("distance", "N",
        "how many steps before it was read what each step of the lab's text asks for", 1);
    for (const QString& dial : dials)
        options.requireWith(dial, {"lab"});
    for (const char* shared : {"steps", "seed"})
        options.requireWith(shared, {"lab"});
}

/// --forget-bias; false where it is neither a number nor “random”.
bool readForgetBias(const Options& options, LabSetting& setting)
{
    const QString said = options.text("forget-bias");
    if (!options.has("forget-bias"))
        return true;
    bool number = said == "random";
    setting.forgetBias.reset();
    if (!number)
        setting.forgetBias = said.toDouble(&number);
    return number;
}

/// The preset with the dials that were given; --cell as its only cell. Once checked, it can be
/// made.
LabSetting settingOf(const Options& options)
{
    const LabPreset& preset = *findPreset(options.text("lab").toStdString());
    LabSetting setting = preset.setting;
    setting.cells = {options.text("cell", textOf(preset.cell)).toStdString()};
    setting.units = options.number("units", static_cast<int>(setting.units));
    setting.scale = options.decimal("scale", setting.scale);
    setting.steps = options.number("steps", setting.steps);
    setting.distance = options.number("distance", setting.distance);
    setting.seed = static_cast<unsigned>(options.number("seed", static_cast<int>(setting.seed)));
    readWord(options, "match", setting.match);
    readWord(options, "init", setting.initial);
    readWord(options, "spread", setting.spread);
    readWord(options, "activation", setting.squashing);
    readForgetBias(options, setting);
    return setting;
}

std::optional<int> checkDials(const Options& options)
{
    LabSetting setting;
    if (!readForgetBias(options, setting))
        return options.misuse("--forget-bias expects a number from -100 to 100 or “random”, found “"
                + options.text("forget-bias") + "”",
            "Give one of these");
    if (const auto error = misfit(settingOf(options)))
        return options.misuse(
            QString::fromStdString(error->found), QString::fromStdString(error->advice));
    return {};
}

} // namespace

void declareFileOrLab(Options& options)
{
    options.declareOptional("FILE", QString(fileText) + "; or else --lab");
    declareInput(options);
    options.declareChoice("lab", "PRESET",
        "in place of FILE and INPUT: an untrained network of the window's gradient lab on the "
        "lab's text, from a preset that the dials below change; --steps is the length of the text, "
        "--seed that of weights and text",
        presetIds());
    declareDials(options);
    options.requireOne(inputNames() + QStringList{"lab"});
}

std::optional<int> checkLab(const Options& options)
{
    const QString file = options.argument(0);
    if (!options.has("lab"))
        return file.isEmpty()
            ? std::optional(options.misuse("expected FILE or --lab, found nothing",
                "Name a saved model, or a preset of the gradient lab"))
            : std::nullopt;
    if (!file.isEmpty())
        return options.misuse(
            "expected FILE or --lab, found “" + file + "” and --lab", "Give one of them");
    for (const QString name : {"assume", "network", "vocabulary", "map", "layer"})
        if (options.has(name))
            return options.misuse(
                "expected no --" + name + " beside --lab, found one", "Leave it out");
    return checkDials(options);
}

Result<Run> readFileOrLab(const Options& options)
{
    if (!options.has("lab"))
        return readRun(options);
    const LabSetting setting = settingOf(options);
    Model model = labModel(setting, setting.cells.front(), setting.seed);
    auto sequence = sequenceFromText(model, labText(setting));
    if (!sequence)
        return sequence.error();
    return Run{std::move(model), *std::move(sequence)};
}

} // namespace rnnscope
