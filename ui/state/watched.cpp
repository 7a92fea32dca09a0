#include "ui/state/watched.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace rnnscope {

namespace {

constexpr int mostFailures = 3; ///< readings, each waited for twice as long as the one before
constexpr int mostTries = 3; ///< to show a version while other things are asked for

/// A number that is another one for other bytes; nullopt where they cannot be read.
std::optional<size_t> printOf(const QString& path, const Watch& watch)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) // a pipe would never end
        return std::nullopt;
    QByteArray part(1 << 20, Qt::Uninitialized);
    size_t print = 0;
    for (qint64 got = 0; (got = file.read(part.data(), part.size())) > 0;)
        if (watch.cancelled())
            return std::nullopt;
        else
            print = qHashBits(part.constData(), static_cast<size_t>(got), print);
    return print;
}

uint64_t bytesOf(const Watched::Version& version)
{
    uint64_t bytes = sizeof(Real) * static_cast<uint64_t>(version.model->parameters());
    for (const Tensor& tensor : version.contents->archive.tensors)
        bytes += tensor.data.size();
    return bytes;
}

/// The file whose change is one of the model: of a folder, the one that was read in it.
QString mainFile(const Scene& scene)
{
    const FileOrigin& origin = scene.origins.front();
    if (!QFileInfo(origin.path).isDir())
        return origin.path;
    const QString file = origin.path + u'/' + QString::fromStdString(origin.contents->archive.file);
    return QFileInfo(file).isFile() ? file : QString();
}

}

Watched::Watched(Session& session, Limits limits)
    : m_session(session)
    , m_limits(limits)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Watched::settle);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { hear(true); });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { hear(); });
    connect(&session, &Session::sceneChanged, this, &Watched::followScene);
    // Later: what was computed is taken up first.
    connect(
        &session, &Session::busyChanged, this, [this] { advance(); }, Qt::QueuedConnection);
}

void Watched::setFollowing(bool following)
{
    m_following = following;
    resume();
}

/// Goes on watching, or stops.
void Watched::resume()
{
    watch();
    if (!watches())
        return m_patience.stop();
    prepare();
    hear(); // of what was missed
}

/// Whether the versions are those of that file.
bool Watched::knows(const FileOrigin& origin) const
{
    const auto known = std::ranges::find(m_versions, origin.contents, &Version::contents);
    return origin.path == m_path && (m_path.isEmpty() || known != m_versions.end());
}

void Watched::followScene()
{
    const ScenePtr scene = m_session.scene();
    const FileOrigin& origin = scene->origins.front();
    const bool alone = scene->models.size() == 1;
    if (std::exchange(m_opening, m_session.openings()) != m_session.openings() || !knows(origin))
        return begin();
    for (Version& version : m_versions)
        if (version.contents == origin.contents && version.choices != origin.choices) {
            version.model = scene->models.front();
            version.choices = m_choices = origin.choices;
        }
    if (std::exchange(m_alone, alone) != alone) {
        m_reading.drop();
        m_told.clear();
        m_wanted.reset();
        resume();
    }
    emit changed();
}

/// Another file, or none.
void Watched::begin()
{
    const ScenePtr scene = m_session.scene();
    const FileOrigin& origin = scene->origins.front();
    m_alone = scene->models.size() == 1;
    const bool isFile = !origin.path.isEmpty() && m_alone;
    m_reading.drop();
    m_patience.stop();
    m_path = isFile ? origin.path : QString();
    m_file = isFile ? mainFile(*scene) : QString();
    m_print.reset();
    m_failures = 0;
    m_told.clear();
    m_letGo = 0;
    m_wanted.reset();
    m_versions.clear();
    if (isFile)
        m_versions.push_back({1, QDateTime::currentDateTime(), origin.contents,
            scene->models.front(), origin.choices});
    m_choices = origin.choices;
    m_examined = origin.mark;
    watch();
    prepare();
    emit changed();
}

/// Learns what the file holds that was opened, so that the same bytes are no new version.
void Watched::prepare()
{
    if (!watches() || m_print || m_reading.running())
        return;
    m_reading.start(
        [file = m_file](Watch& watch) -> Result<Finding> {
            return Finding{markOf(file), printOf(file, watch), {}};
        },
        [this](const Result<Finding>& finding) { finish(finding); });
}

/// The folder too: a file that takes the place of another one is not the one that was watched.
void Watched::watch()
{
    const QStringList old = m_watcher.files() + m_watcher.directories();
    QStringList wanted;
    if (watches())
        wanted = {m_file, QFileInfo(m_file).absolutePath()};
    for (const QString& path : old)
        if (!wanted.contains(path))
            m_watcher.removePath(path);
    for (const QString& path : wanted)
        if (!old.contains(path) && QFileInfo::exists(path))
            m_watcher.addPath(path);
}

/// Something happened to the file, or perhaps only to another one of its folder.
void Watched::hear(bool certainly)
{
    watch();
    const FileMark mark = markOf(m_file);
    if (!watches() || m_patience.isActive() || (mark == m_examined && !certainly))
        return;
    m_failures = 0;
    m_polled = mark;
    m_patience.start(m_limits.patience);
}

void Watched::settle()
{
    const FileMark mark = markOf(m_file);
    if (std::exchange(m_polled, mark) != mark || m_reading.running())
        m_patience.start(m_limits.patience);
    else
        read();
}

void Watched::read()
{
    m_reading.start([path = m_path, file = m_file, choices = m_choices, known = m_print](
                        Watch& watch) { return examine(path, file, choices, known, watch); },
        [this](const Result<Finding>& finding) { finish(finding); });
}

Result<Watched::Finding> Watched::examine(const QString& path, const QString& file,
    const Choices& choices, std::optional<size_t> known, Watch& watch)
{
    Finding finding{markOf(file), printOf(file, watch), {}};
    if (finding.print && finding.print == known)
        return finding;
    auto contents = contentsOf(path.toStdString(), watch);
    if (!contents)
        return contents.error();
    Version version;
    version.contents = std::make_shared<const Contents>(*std::move(contents));
    version.choices = choices;
    auto model = modelOf(*version.contents, choices);
    if (!model) { // it may be another network, for which they were not made
        version.choices = {};
        model = modelOf(*version.contents);
    }
    if (!model)
        return model.error();
    version.model = std::make_shared<const Model>(*std::move(model));
    if (printOf(file, watch) != finding.print)
        finding.print.reset();
    finding.version = std::move(version);
    return finding;
}

void Watched::finish(const Result<Finding>& finding)
{
    if (!finding && finding.error().fault == Fault::Cancelled)
        return;
    if (!finding)
        return retry(finding.error());
    const bool whole = finding->print && finding->mark == markOf(m_file);
    const bool opened = !m_print && !finding->version; // what prepare() found
    const bool stale = opened && m_examined.size >= 0 && finding->mark != m_examined;
    if (!whole || stale) { // it changes, or did since it was opened
        m_examined = {};
        return hear();
    }
    m_examined = finding->mark;
    m_failures = 0;
    if (!std::exchange(m_told, {}).empty())
        emit mended();
    m_print = finding->print;
    if (finding->version)
        add(*finding->version);
}

/// Half a file is soon a whole one; what stays unreadable is told once.
void Watched::retry(const Error& error)
{
    if (++m_failures < mostFailures) {
        m_patience.start(m_limits.patience << m_failures);
        return;
    }
    m_examined = m_polled;
    if (std::exchange(m_told, error.found) == error.found)
        return;
    const QString advice = tr("The version before stays; the file is read again when it changes");
    emit troubled({error.fault, error.where, error.found, advice.toStdString()});
}

void Watched::add(Version version)
{
    const bool newestShown = !hasLater();
    version.number = newest() + 1;
    version.seen = QDateTime::currentDateTime();
    m_versions.push_back(std::move(version));
    if (newestShown)
        show(static_cast<int>(m_versions.size()) - 1);
    dropOldest();
    emit changed();
}

/// Never the one that is shown or will be.
void Watched::dropOldest()
{
    const auto total = [this] {
        uint64_t bytes = 0;
        for (const Version& version : m_versions)
            bytes += bytesOf(version);
        return bytes;
    };
    const auto free = [this](const Version& version) {
        return version.contents != m_session.scene()->origins.front().contents
            && version.contents != m_wanted && &version != &m_versions.back();
    };
    while (m_versions.size() > m_limits.count || total() > m_limits.bytes) {
        const auto oldest = std::ranges::find_if(m_versions, free);
        if (oldest == m_versions.end())
            return;
        m_versions.erase(oldest);
        ++m_letGo;
    }
}

int Watched::place() const
{
    if (!m_alone)
        return -1;
    const ContentsPtr contents = m_wanted ? m_wanted : m_session.scene()->origins.front().contents;
    for (size_t i = 0; i < m_versions.size(); ++i)
        if (m_versions[i].contents == contents)
            return static_cast<int>(i);
    return -1;
}

const Watched::Version* Watched::shown() const
{
    const int at = place();
    return at < 0 ? nullptr : &m_versions[static_cast<size_t>(at)];
}

void Watched::show(int place)
{
    if (!m_alone || place < 0 || place >= static_cast<int>(m_versions.size()))
        return;
    m_wanted = m_versions[static_cast<size_t>(place)].contents;
    m_tries = 0;
    advance();
    emit changed();
}

/// Shows what is wanted as soon as nothing else is computed: neither takes the other's place.
void Watched::advance()
{
    if (!m_wanted || m_session.busy())
        return;
    const auto version = std::ranges::find(m_versions, m_wanted, &Version::contents);
    const bool shown = m_session.scene()->origins.front().contents == m_wanted;
    if (shown || version == m_versions.end() || m_tries++ == mostTries) {
        m_wanted.reset();
        emit changed();
        return;
    }
    m_session.remake([version = *version, choices = m_choices](const Scene& scene, Watch& watch) {
        if (version.choices != choices)
            if (auto model = modelOf(*version.contents, choices))
                return versionScene(scene, 0, version.contents,
                    std::make_shared<const Model>(*std::move(model)), choices, watch);
        return versionScene(scene, 0, version.contents, version.model, version.choices, watch);
    });
}

} // namespace rnnscope
