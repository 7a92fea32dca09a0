#include "ui/panel/written.h"

#include <QRegularExpression>
#include <QStringList>

namespace rnnscope {

QString writtenTokens(const Sequence& sequence, const Vocabulary& vocabulary)
{
    if (!sequence.text.empty())
        return QString::fromStdString(sequence.text);
    QString text;
    for (const int id : sequence.ids)
        text += QString::fromStdString(vocabulary.token(id));
    return text;
}

QString writtenNumbers(const Sequence& sequence)
{
    QStringList numbers;
    for (const int id : sequence.ids)
        numbers += QString::number(id);
    return numbers.join(QStringLiteral(", "));
}

Result<Sequence> sequenceFromNumbers(const Model& model, const QString& text)
{
    static const QRegularExpression gaps(QStringLiteral("[,;\\s]+"));
    std::vector<int> ids;
    for (const QString& part : text.split(gaps, Qt::SkipEmptyParts)) {
        bool whole = false;
        ids.push_back(part.toInt(&whole));
        if (!whole)
            return Error{Fault::Input, "Cannot read the token numbers",
                "expected whole numbers from 0 to " + std::to_string(model.tokens() - 1)
                    + ", found “" + part.toStdString() + "”",
                "Write them with commas, such as 3, 1, 4"};
    }
    return sequenceFromIds(model, std::move(ids));
}

} // namespace rnnscope
