#include "app/input.h"

#include "core/pack/csv.h"
#include "core/pack/limits.h"
#include "core/pack/npy.h"
#include "core/task/subject.h"
#include "core/task/tasks.h"
#include "ui/state/scene.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>

namespace rnnscope {

namespace {

QStringList signalNames()
{
    QStringList names;
    for (const SignalKind& kind : signalKinds())
        names.push_back(QString::fromUtf8(kind.id));
    return names;
}

/// What --signal asks for, or an option that belongs to other signals.
Result<Source> readSignal(const Options& options)
{
    const std::string name = options.text("signal").toStdString();
    Signal signal;
    signal.kind = findSignal(name)->id;
    const Knob knob = findSignal(name)->knob;
    const std::pair<const char*, Knob> belongs[]{
        {"period", Knob::Period}, {"at", Knob::At}, {"seed", Knob::Seed}};
    for (const auto& [option, other] : belongs)
        if (options.has(option) && other != knob)
            return Error{Fault::Input, "Cannot make the signal",
                "expected no --" + std::string(option) + " for " + name + ", found one",
                "Leave it out, or choose another signal"};
    signal.steps = options.number("steps", static_cast<int>(signal.steps));
    signal.period = options.decimal("period", signal.period);
    signal.at
        = std::min<Index>(options.number("at", static_cast<int>(signal.at)), signal.steps - 1);
    signal.seed = static_cast<unsigned>(options.number("seed", 1));
    return Source{signal};
}

/// Says on standard error which part of a sound is read, and how.
void tellStretch(const Model& model, const Feed& feed, const Take& stretch)
{
    const Wave* wave = model.entry == Entry::Values ? feed.sound() : nullptr;
    if (!wave)
        return;
    QString line = QString("%1: %2 of %3 samples from %4 on, at %5 Hz")
                       .arg(feed.name.c_str())
                       .arg(*stretch.steps)
                       .arg(wave->frames)
                       .arg(*stretch.from)
                       .arg(wave->rate);
    if (wave->channels > model.reads())
        line += QString(", the mean of %1 channels").arg(wave->channels);
    std::fprintf(stderr, "%s\n", qPrintable(line));
}

/// What --text says; tells on standard error how much of it is unknown.
Result<Sequence> readText(const Model& model, const QString& text)
{
    auto sequence
        = sequenceFromText(model, text.normalized(QString::NormalizationForm_C).toStdString());
    if (const Index unknown = sequence ? unknownIn(model, *sequence) : 0; unknown > 0)
        std::fprintf(stderr, "%d of %d tokens are unknown, read as %s\n", static_cast<int>(unknown),
            static_cast<int>(sequence->steps()),
            model.vocabulary.token(*model.vocabulary.unknown()).c_str());
    return sequence;
}

/// What --values names.
Result<Source> readValues(const Options& options, const Model& model)
{
    auto feed = openFeed(options.text("values"));
    if (!feed)
        return feed.error();
    const Feed& content = **feed;
    if (std::holds_alternative<std::string>(content.content))
        return Error{Fault::Input, "Cannot read “" + content.name + "”",
            "expected rows of numbers or a sound, found a text", "Give it with --text"};
    Take take;
    take.transposed = options.has("transpose");
    if (options.has("from"))
        take.from = options.number("from", 0);
    if (options.has("steps"))
        take.steps = options.number("steps", 0);
    if (const auto stretch = stretchOf(model, content, take)) {
        take = *stretch;
        tellStretch(model, content, take);
    }
    return Source{FromFile{*std::move(feed), take}};
}

/// The layers from depth `first` on; what enters them are raw numbers.
Result<Model> fromLayer(Model model, int first)
{
    const int count = depthCount(model);
    if (first >= count)
        return Error{Fault::Input, "Cannot start at layer " + std::to_string(first),
            "expected a layer from 0 to " + std::to_string(count - 1), "See rnnscope inspect"};
    model.layers.erase(model.layers.begin(), model.layers.begin() + placeOfDepth(model, first));
    model.entry = Entry::Values;
    model.embedding.resize(0, 0);
    model.before.clear();
    return model;
}

Result<std::vector<int>> readIds(const QString& list)
{
    std::vector<int> ids;
    for (const QString& item : list.split(',')) {
        bool whole = false;
        ids.push_back(item.trimmed().toInt(&whole));
        if (!whole)
            return Error{Fault::Input, "Cannot read --ids",
                "expected whole numbers between commas, found “" + item.toStdString() + "”",
                "Write for instance --ids 3,1,4"};
    }
    return ids;
}

Result<Sequence> readExample(const Model& model, const QString& name)
{
    const Example* example = findExample(name.toStdString());
    if (!example)
        return Error{Fault::Input, "Cannot read --example",
            "expected the name of an example, found “" + name.toStdString() + "”",
            "Choose one that rnnscope tasks lists"};
    return sequenceFromText(model, example->text);
}

/// A signal or a file, where one was asked for.
Result<Source> readSource(const Options& options, const Model& model)
{
    if (options.has("values"))
        return readValues(options, model);
    if (options.has("signal"))
        return readSignal(options);
    if (options.has("random"))
        return Source{Signal{.steps = options.number("random", 1),
            .seed = static_cast<unsigned>(options.number("seed", 1))}};
    return Source();
}

Result<Sequence> readSequence(
    const Options& options, const Model& model, const Source& source, const std::string& otherwise)
{
    if (source.file() || source.signal())
        return sequenceOf(model, source);
    if (options.has("text"))
        return readText(model, options.text("text"));
    if (options.has("ids")) {
        auto ids = readIds(options.text("ids"));
        return ids ? sequenceFromIds(model, *std::move(ids)) : ids.error();
    }
    if (options.has("example"))
        return readExample(model, options.text("example"));
    if (options.has("task"))
        return sequenceOfDrill(model, options.number("sample", 0));
    return defaultSequence(model, otherwise);
}

} // namespace

void declareFile(Options& options) { options.declareArgument("FILE", fileText); }

Result<Contents> contentsOfModel(const QString& file)
{
    Watch watch;
    if (QFileInfo::exists(file))
        return contentsOf(file.toStdString(), watch);
    auto opened = openBuiltIn(file, watch);
    return opened ? Result<Contents>(std::move(opened->contents)) : opened.error();
}

Result<std::string> readFile(const QString& path)
{
    if (QFileInfo::exists(path) && !QFileInfo(path).isFile() && !path.startsWith(':'))
        return Error{Fault::File, "Cannot read “" + path.toStdString() + "”",
            "expected a file, found a folder or a device", "Name a plain file"};
    QFile file(path);
    if (file.size() > qint64(limits::inputBytes))
        return Error{Fault::File, "Cannot read “" + path.toStdString() + "”",
            "expected at most " + std::to_string(limits::inputBytes / 1'000'000) + " MB, found "
                + std::to_string(file.size() / 1'000'000) + " MB",
            "Name a smaller file"};
    if (file.open(QIODevice::ReadOnly))
        return file.readAll().toStdString();
    return Error{Fault::File, "Cannot read “" + path.toStdString() + "”",
        "expected a readable file, found: " + file.errorString().toStdString(), "Check the name"};
}

Result<Matrix> readRows(const QString& path)
{
    const auto file = readFile(path);
    if (!file)
        return file.error();
    const std::string name = QFileInfo(path).fileName().toStdString();
    return file->starts_with("\x93NUMPY") ? readNpyMatrix(bytesOf(*file), name)
                                          : readCsv(*file, name);
}

void declareInput(Options& options)
{
    declareChoices(options);
    options.declareText({"text"}, "TEXT", "read this text");
    options.declareText({"ids"}, "LIST", "read these token ids: 3,1,4");
    options.declareText(
        {"values"}, "FILE", "read numbers: a .npy or .csv file, a row a step, or a sound (.wav)");
    options.declareText({"example"}, "NAME", "read an example that “rnnscope tasks” lists");
    options.declareFlag("task",
        "read what FILE was trained for by “rnnscope train”: a sequence that it has not seen, with "
        "a loss where the task asks");
    options.declareNumber("sample", "N", "which such sequence of --task, 0 if not given");
    options.declareNumber("random", "T", "read T random tokens or standard normal numbers", 1);
    options.declareChoice("signal", "NAME", "read a test signal", signalNames());
    options.declareNumber("steps", "T",
        "length of --signal, 48 if not given; of --values, all, or 2000 of a sound", 1);
    options.declareDecimal("period", "N", "steps of one wave of a sine, 12 if not given", 2, 1e9);
    options.declareNumber("at", "T", "step of an impulse or of a step up, 8 if not given");
    options.declareNumber(
        "from", "T", "first step of --values; where it is heard if not given for a sound");
    options.declareFlag("transpose", "a column of --values is a step");
    options.declareNumber("seed", "N", "seed of --random or of noise, 1 if not given");
    options.declareNumber("layer", "N", "start at this recurrent layer, with raw numbers");
    options.requireWith("sample", {"task"});
    options.requireWith("seed", {"random", "signal"});
    options.requireWith("steps", {"signal", "values"});
    for (const QString& name : {QString("period"), QString("at")})
        options.requireWith(name, {"signal"});
    for (const QString& name : {QString("from"), QString("transpose")})
        options.requireWith(name, {"values"});
}

QStringList inputNames()
{
    return {"text", "ids", "values", "example", "task", "random", "signal"};
}

Result<Run> readRun(const Options& options, const std::string& otherwise)
{
    const QString file = options.argument(0);
    const auto choices = choicesOf(options);
    if (!choices)
        return choices.error();
    auto contents = contentsOfModel(file.isEmpty() ? QString(defaultModel) : file);
    if (!contents)
        return contents.error();
    auto whole = modelWith(*contents, *choices);
    if (!whole)
        return whole.error();
    const int first = options.number("layer", 0);
    auto model = options.has("layer") ? fromLayer(*std::move(whole), first) : std::move(whole);
    if (!model)
        return model.error();
    auto source = readSource(options, *model);
    if (!source)
        return source.error();
    auto sequence = readSequence(options, *model, *source, otherwise);
    if (!sequence)
        return sequence.error();
    return Run{*std::move(model), *std::move(sequence), *std::move(source), first,
        std::make_shared<const Contents>(*std::move(contents)), *choices};
}

} // namespace rnnscope
