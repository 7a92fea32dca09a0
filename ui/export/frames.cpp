#include "ui/export/film.h"
#include "ui/state/save.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <filesystem>

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
        if (!m_folder.isValid())
            return trouble(m_pattern, m_folder.errorString());
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
            std::error_code code;
            std::filesystem::rename( // unlike QFile's it takes the place of an older picture
                hidden(number).toStdString(), path.toStdString(), code);
            if (code)
                return trouble(path, QString::fromStdString(code.message()));
        }
        return {};
    }

private:
    static Error trouble(const QString& path, const QString& found)
    {
        return {Fault::File, "Cannot write “" + path.toStdString() + "”",
            "expected a place to write to, found: " + found.toStdString(), "Check the folder"};
    }

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

QString standingFrame(const QString& pattern, int frames)
{
    for (int number = 1; isNumbered(pattern) && number <= frames; ++number)
        if (const QString path = numbered(pattern, number); QFileInfo::exists(path))
            return path;
    return {};
}

std::unique_ptr<Film> makeFrames(const QString& pattern)
{
    return std::make_unique<Frames>(pattern);
}

} // namespace rnnscope
