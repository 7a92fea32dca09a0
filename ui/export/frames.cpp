#include "ui/export/film.h"
#include "ui/state/save.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace rnnscope {

namespace {

const QRegularExpression& place()
{
    static const QRegularExpression number("%(0?)([1-9]?)d");
    return number;
}

/// Pictures in a hidden folder beside the place where they appear together at the end.
class Frames : public Film {
public:
    explicit Frames(const QString& pattern)
        : m_pattern(pattern)
        , m_folder(QFileInfo(pattern).path() + "/.frames-XXXXXX")
    {
    }

    std::optional<Error> add(const QImage& image, int) override { return write(image, 0); }

protected:
    std::optional<Error> write(const QImage& image, int) override
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return saveWhole(hidden(++m_count), [&bytes](const Put& put) {
            return put({bytes.constData(), static_cast<size_t>(bytes.size())});
        });
    }

    std::optional<Error> close() override
    {
        for (int number = 1; number <= m_count; ++number) {
            const QString path = numbered(m_pattern, number);
            QFile::remove(path);
            QFile file(hidden(number));
            if (!file.rename(path))
                return Error{Fault::File, "Cannot write “" + path.toStdString() + "”",
                    "expected a place to write to, found: " + file.errorString().toStdString(),
                    "Check the folder"};
        }
        return {};
    }

private:
    QString hidden(int number) const
    {
        return m_folder.filePath(QFileInfo(numbered(m_pattern, number)).fileName());
    }

    QString m_pattern;
    QTemporaryDir m_folder; ///< goes away with what is left in it
    int m_count = 0;
};

}

bool isNumbered(const QString& path)
{
    const QFileInfo file(path);
    return file.suffix().toLower() == "png" && file.fileName().contains(place());
}

QString numbered(const QString& pattern, int number)
{
    const auto found = place().match(QFileInfo(pattern).fileName());
    const QString digits = QStringLiteral("%1").arg(number, found.captured(2).toInt(), 10,
        found.captured(1).isEmpty() ? QChar(' ') : QChar('0'));
    QString name = QFileInfo(pattern).fileName();
    name.replace(found.capturedStart(), found.capturedLength(), digits);
    return QFileInfo(pattern).path() + '/' + name;
}

std::unique_ptr<Film> makeFrames(const QString& pattern)
{
    return std::make_unique<Frames>(pattern);
}

} // namespace rnnscope
