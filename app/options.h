#pragma once

#include "core/base/result.h"

#include <QCommandLineParser>

#include <limits>
#include <map>
#include <optional>

namespace rnnscope {

inline constexpr int inputFault = 1; ///< exit status: input that cannot be used
inline constexpr int wrongUsage = 2; ///< exit status: the call itself is wrong

/// Tells an error on one line of standard error and returns its exit status.
int fail(const Error& error);
/// Writes to standard output; returns exit status 0.
int print(const QString& text);
/// The program's name and version, a line.
QString versionText();

/// The options of one command: declared first, then read and checked as a whole, so that wrong
/// usage is told before any work begins.
class Options {
public:
    Options(const QString& command, const QString& summary);

    void declareArgument(const QString& name, const QString& description);
    /// The last argument, which may be left out.
    void declareOptional(const QString& name, const QString& description);
    /// Any number of last arguments up to `most`, which may all be left out.
    void declareList(const QString& name, const QString& description, int most);
    void declareFlag(const QString& name, const QString& description);
    void declareText(const QStringList& names, const QString& value, const QString& description);
    /// A whole number from `low` to `high`.
    void declareNumber(const QString& name, const QString& value, const QString& description,
        int low = 0, int high = std::numeric_limits<int>::max());
    /// A number from `low` to `high`.
    void declareDecimal(const QString& name, const QString& value, const QString& description,
        double low, double high);
    /// One of these words.
    void declareChoice(const QString& name, const QString& value, const QString& description,
        const QStringList& words);
    /// Exactly one of these options, declared already, has to be given.
    void requireOne(const QStringList& names) { m_required.push_back(names); }
    /// The option `name` says nothing without one of `others`, or of those given before.
    void requireWith(const QString& name, const QStringList& others)
    {
        m_companions[name] += others;
    }

    /// An exit status when the command is to end here: 0 after --help, 2 after wrong usage.
    std::optional<int> read(const QStringList& arguments);
    /// Tells wrong usage on one line of standard error and returns the exit status.
    int misuse(const QString& found, const QString& advice) const;

    /// Empty when it was left out.
    QString argument(int index) const { return m_parser.positionalArguments().value(index); }
    QStringList arguments() const { return m_parser.positionalArguments(); }
    bool has(const QString& name) const { return m_parser.isSet(name); }
    QString text(const QString& name, const QString& otherwise = {}) const;
    /// Of an option that may be repeated.
    QStringList texts(const QString& name) const { return m_parser.values(name); }
    int number(const QString& name, int otherwise) const;
    double decimal(const QString& name, double otherwise) const;

private:
    struct Range {
        double low, high;
        bool whole;
    };
    std::optional<int> checkArguments() const;
    std::optional<int> checkNumbers() const;
    std::optional<int> checkChoices() const;
    std::optional<int> checkRequired() const;

    QString m_command;
    QStringList m_arguments; ///< names of the positional arguments
    int m_optional = 0; ///< how many of the last ones may be left out
    std::map<QString, Range> m_numbers;
    std::vector<QStringList> m_required;
    std::map<QString, QStringList> m_choices;
    std::map<QString, QStringList> m_companions; ///< option → what it needs one of beside it
    QCommandLineParser m_parser;
};

} // namespace rnnscope
