#include "app/options.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace rnnscope {

namespace {

/// Writes the error to standard error; whatever it quotes, it stays on one line.
void tell(const Error& error)
{
    std::string line = error.text();
    std::ranges::replace(line, '\n', ' ');
    std::fprintf(stderr, "%s\n", line.c_str());
}

} // namespace

int fail(const Error& error)
{
    tell(error);
    return inputFault;
}

int print(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    if (std::fflush(stdout) == 0)
        return 0;
    std::fprintf(stderr, "Cannot write the output: %s. Write it where there is room.\n",
        std::strerror(errno));
    return 1;
}

QString versionText() { return "RNN Scope " + QCoreApplication::applicationVersion() + "\n"; }

Options::Options(const QString& command, const QString& summary)
    : m_command(command)
{
    m_parser.setApplicationDescription(summary);
    m_parser.addPositionalArgument(command, "this command", command);
    m_parser.addOption({{"h", "help"}, "show this help"});
    m_parser.addOption({{"v", "version"}, "show the version"});
}

void Options::declareArgument(const QString& name, const QString& description)
{
    m_arguments.push_back(name);
    m_parser.addPositionalArgument(name, description);
}

void Options::declareOptional(const QString& name, const QString& description)
{
    declareArgument(name, description);
    ++m_optional;
}

void Options::declareList(const QString& name, const QString& description, int most)
{
    declareOptional(name, description);
    for (int i = 1; i < most; ++i)
        declareOptional(name, "one more, beside it");
}

void Options::declareFlag(const QString& name, const QString& description)
{
    m_parser.addOption({name, description});
}

void Options::declareText(
    const QStringList& names, const QString& value, const QString& description)
{
    m_parser.addOption({names, description, value});
}

void Options::declareNumber(
    const QString& name, const QString& value, const QString& description, int low, int high)
{
    m_parser.addOption({name, description, value});
    m_numbers[name] = {double(low), double(high), true};
}

void Options::declareDecimal(
    const QString& name, const QString& value, const QString& description, double low, double high)
{
    m_parser.addOption({name, description, value});
    m_numbers[name] = {low, high, false};
}

void Options::declareChoice(
    const QString& name, const QString& value, const QString& description, const QStringList& words)
{
    m_parser.addOption({name, description + ": " + words.join(", "), value});
    m_choices[name] = words;
}

std::optional<int> Options::read(const QStringList& arguments)
{
    if (!m_parser.parse(QStringList{"rnnscope"} + arguments))
        return misuse(m_parser.errorText().chopped(1), "Options are listed by --help");
    if (has("help"))
        return print(m_parser.helpText());
    if (has("version"))
        return print(versionText());
    if (const auto status = checkArguments())
        return status;
    if (const auto status = checkNumbers())
        return status;
    if (const auto status = checkChoices())
        return status;
    return checkRequired();
}

std::optional<int> Options::checkArguments() const
{
    const QStringList found = m_parser.positionalArguments();
    if (found.size() <= m_arguments.size() && found.size() + m_optional >= m_arguments.size())
        return {};
    QStringList expected = m_arguments;
    for (qsizetype i = expected.size() - m_optional; i < expected.size(); ++i)
        expected[i] = '[' + expected[i] + ']';
    return misuse(QString("expected %1, found %2")
                      .arg(expected.isEmpty() ? "no argument" : expected.join(" "))
                      .arg(found.isEmpty() ? "nothing" : "“" + found.join("” “") + "”"),
        "See --help");
}

std::optional<int> Options::checkNumbers() const
{
    for (const auto& [name, range] : m_numbers) {
        bool fits = true;
        const QString given = m_parser.value(name);
        const double number = !has(name) ? range.low
            : range.whole                ? given.toInt(&fits)
                                         : given.toDouble(&fits);
        if (!fits || !(number >= range.low && number <= range.high))
            return misuse(QString("--%1 expects a %2 from %3 to %4, found “%5”")
                              .arg(name)
                              .arg(range.whole ? "whole number" : "number")
                              .arg(range.low, 0, 'g', 10)
                              .arg(range.high, 0, 'g', 10)
                              .arg(given),
                "Give a number in that range");
    }
    return {};
}

std::optional<int> Options::checkChoices() const
{
    for (const auto& [name, words] : m_choices)
        if (has(name) && !words.contains(text(name)))
            return misuse(QString("--%1 expects one of %2, found “%3”")
                              .arg(name, words.join(", "), text(name)),
                "Give one of these");
    return {};
}

std::optional<int> Options::checkRequired() const
{
    for (const QStringList& names : m_required) {
        QStringList given;
        for (const QString& name : names)
            if (has(name))
                given.push_back("--" + name);
        if (given.size() == 1)
            continue;
        const QString expected = (names.size() > 1 ? "one of --" : "--") + names.join(", --");
        return misuse(
            "expected " + expected + ", found " + (given.isEmpty() ? "none" : given.join(" and ")),
            "Give exactly one");
    }
    for (const auto& [name, others] : m_companions)
        if (has(name) && std::ranges::none_of(others, [this](auto& other) { return has(other); }))
            return misuse(
                "expected --" + name + " beside --" + others.join(" or --") + ", found it alone",
                "Give --" + others.join(" or --") + " too, or leave it out");
    return {};
}

int Options::misuse(const QString& found, const QString& advice) const
{
    tell({Fault::Input, "rnnscope " + m_command.toStdString(), found.toStdString(),
        advice.toStdString()});
    return wrongUsage;
}

QString Options::text(const QString& name, const QString& otherwise) const
{
    return has(name) ? m_parser.value(name) : otherwise;
}

int Options::number(const QString& name, int otherwise) const
{
    return has(name) ? m_parser.value(name).toInt() : otherwise;
}

double Options::decimal(const QString& name, double otherwise) const
{
    return has(name) ? m_parser.value(name).toDouble() : otherwise;
}

} // namespace rnnscope
