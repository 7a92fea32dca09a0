#include "ui/view/vocabulary.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QVBoxLayout>

namespace rnnscope {

namespace {

std::string escaped(const std::string& token)
{
    return token == "\n" ? "\\n" : token == "\t" ? "\\t" : token == "\r" ? "\\r" : token;
}

QString linesOf(const Tokens& tokens)
{
    QStringList lines;
    for (const std::string& token : tokens)
        lines += QString::fromStdString(escaped(token));
    return lines.join('\n');
}

/// The tokens that stand twice, a few of them.
QString repeated(const Tokens& tokens)
{
    constexpr qsizetype most = 5;
    std::map<std::string_view, int> counts;
    QStringList found;
    for (const std::string& token : tokens)
        if (++counts[token] == 2 && found.size() < most)
            found += "“" + QString::fromStdString(escaped(token)) + "”";
    return found.join(' ');
}

}

VocabularyDialog::VocabularyDialog(size_t expected, const Tokens& present, QWidget* parent)
    : QDialog(parent)
    , m_expected(expected)
    , m_characters(new QRadioButton(tr("&Characters in order")))
    , m_lines(new QRadioButton(tr("A token a &line; \\n is the line break")))
    , m_text(new QPlainTextEdit)
    , m_count(new QLabel)
    , m_complete(new QCheckBox(tr("Give the &missing ones names such as <%1>").arg(expected - 1)))
{
    setWindowTitle(tr("Vocabulary"));
    auto* about = new QLabel(tr("The model reads %1 tokens. Type them in the order of their "
                                "ids, which begin with 0.")
                                 .arg(QLocale().toString(static_cast<qulonglong>(expected))));
    about->setWordWrap(true);
    m_count->setWordWrap(true);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Tokens"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    auto* file = buttons->addButton(tr("From a &file…"), QDialogButtonBox::ActionRole);
    file->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    for (QWidget* widget : std::initializer_list<QWidget*>{
             about, m_characters, m_lines, m_text, m_count, m_complete, buttons})
        column->addWidget(widget);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(file, &QPushButton::clicked, this, &VocabularyDialog::chooseFile);
    connect(m_text, &QPlainTextEdit::textChanged, this, &VocabularyDialog::check);
    connect(m_characters, &QRadioButton::toggled, this, &VocabularyDialog::check);
    connect(m_complete, &QCheckBox::toggled, this, &VocabularyDialog::check);
    present.empty() ? m_characters->setChecked(true) : show(present);
    check();
    resize(420, 460);
    m_text->setFocus();
}

void VocabularyDialog::show(const Tokens& tokens)
{
    m_lines->setChecked(true);
    m_text->setPlainText(linesOf(tokens));
}

Tokens VocabularyDialog::tokens() const
{
    const std::string text
        = m_text->toPlainText().normalized(QString::NormalizationForm_C).toStdString();
    Tokens tokens = m_lines->isChecked() ? tokensOfLines(text) : charactersOf(text);
    return m_complete->isChecked() ? completed(std::move(tokens), m_expected) : tokens;
}

void VocabularyDialog::chooseFile()
{
    QSettings settings;
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a vocabulary"),
        settings.value("folder").toString(),
        tr("Vocabularies") + " (*.json *.txt);;" + tr("All files") + " (*)");
    if (path.isEmpty())
        return;
    const auto tokens = readVocabulary(path.toStdString());
    if (tokens)
        show(*tokens);
    else
        m_count->setText(QString::fromStdString(tokens.error().text()));
}

/// Says how many tokens there are, and lets them be accepted when they are as many as expected.
void VocabularyDialog::check()
{
    const Tokens found = tokens();
    const size_t missing = missingIn(found).size();
    const QLocale locale;
    const auto number = [&](size_t count) { return locale.toString(qulonglong(count)); };
    QString said = tr("%1 expected, %2 found").arg(number(m_expected), number(found.size()));
    if (missing > 0)
        said += ". " + tr("%1 of them have no name").arg(number(missing));
    if (const QString twice = repeated(found); !twice.isEmpty())
        said += ". " + tr("Standing twice: %1").arg(twice);
    m_count->setText(said);
    m_complete->setEnabled(m_complete->isChecked() || found.size() < m_expected);
    m_accept->setEnabled(found.size() == m_expected);
}

bool takesTokens(const Session& session)
{
    return !session.origin().path.isEmpty() && expectedTokens(*session.model()) > 1;
}

void askForVocabulary(Session& session, QWidget* parent, const Tokens& tokens)
{
    const ModelPtr model = session.model();
    if (!takesTokens(session))
        return;
    auto* dialog = new VocabularyDialog(static_cast<size_t>(expectedTokens(*model)),
        tokens.empty() ? model->vocabulary.tokens() : tokens, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &session,
        [&session, dialog] { session.assumeTokens(dialog->tokens()); });
    dialog->open();
}

Result<bool> takeVocabulary(Session& session, const QString& path, QWidget* parent)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (!takesTokens(session) || (suffix != "txt" && suffix != "json"))
        return false;
    const auto tokens = readVocabulary(path.toStdString());
    if (!tokens)
        return suffix == "txt" ? Result<bool>(tokens.error()) : false;
    const auto expected = static_cast<size_t>(expectedTokens(*session.model()));
    if (tokens->size() == expected && missingIn(*tokens).empty())
        session.assumeTokens(*tokens);
    else
        askForVocabulary(session, parent, *tokens);
    return true;
}

} // namespace rnnscope
