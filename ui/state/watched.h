#pragma once

#include "ui/state/session.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QTimer>

#include <deque>
#include <optional>

namespace rnnscope {

/// The file that a session shows, followed while others write it anew, as training does after every
/// epoch: in place, or by another file of its name. Every version that was seen is kept, within
/// limits, and can be shown again. A newer one is shown at once where the newest was, else it only
/// becomes one more. Of a format of several files the main file counts. Only a file alone is
/// followed: while others stand beside it its versions are kept and the comparison holds still.
class Watched : public QObject {
    Q_OBJECT

public:
    /// A state of the file, as it was read.
    struct Version {
        int number = 1; ///< in the order they were seen
        QDateTime seen;
        ContentsPtr contents;
        ModelPtr model;
        Choices choices; ///< with which the model was made
    };
    struct Limits {
        size_t count = 50; ///< versions that are kept; the oldest are let go first
        uint64_t bytes = 1'000'000'000; ///< of their stored tensors and models
        int patience = 300; ///< milliseconds without a change, after which a file is whole
    };

    /// @param session outlives it
    explicit Watched(Session& session, Limits limits);
    explicit Watched(Session& session)
        : Watched(session, Limits())
    {
    }

    /// Whether the file is being read.
    bool busy() const { return m_reading.running(); }
    bool following() const { return m_following; }
    void setFollowing(bool following);

    const Version* shown() const; ///< null where no file is shown alone
    int newest() const { return m_versions.empty() ? 0 : m_versions.back().number; }
    int letGo() const { return m_letGo; } ///< versions that are no longer kept
    bool hasEarlier() const { return place() > 0; }
    bool hasLater() const { return shown() && shown() != &m_versions.back(); }

public slots:
    void showEarlier() { show(place() - 1); }
    void showLater() { show(place() + 1); }

signals:
    void changed(); ///< the versions, or which one is shown
    /// What is in the file now cannot be shown, and for longer than writing it takes.
    void troubled(const rnnscope::Error& error);
    void mended(); ///< after that: now it can

private:
    /// What was found in the file.
    struct Finding {
        FileMark mark; ///< before it was read
        std::optional<size_t> print; ///< of its bytes; none where they changed meanwhile
        std::optional<Version> version; ///< none where it is the one that is known
    };
    static Result<Finding> examine(const QString& path, const QString& file, const Choices& choices,
        std::optional<size_t> known, Watch& watch);

    bool watches() const { return m_following && m_alone && !m_file.isEmpty(); }
    bool knows(const FileOrigin& origin) const;
    void followScene();
    void begin();
    void resume();
    void prepare();
    void watch();
    void hear(bool certainly = false);
    void settle();
    void read();
    void finish(const Result<Finding>& finding);
    void retry(const Error& error);
    void add(Version version);
    void dropOldest();
    int place() const;
    void show(int place);
    void advance();

    Session& m_session;
    const Limits m_limits;
    bool m_following = true;
    int m_opening = 0; ///< of the session, that the versions belong to
    bool m_alone = false; ///< no other model stands beside the file's
    Choices m_choices; ///< the last ones made by hand
    QString m_path; ///< as opened
    QString m_file; ///< that is watched: the same, or the main file of a folder; empty for none
    QFileSystemWatcher m_watcher{this};
    QTimer m_patience{this}; ///< until the file has settled, or is read again
    FileMark m_polled; ///< when the patience began
    FileMark m_examined; ///< when the file was last read
    std::optional<size_t> m_print; ///< of the newest version's bytes
    Job<Finding> m_reading;
    int m_failures = 0; ///< one after the other
    std::string m_told; ///< what was found, where there is trouble
    std::deque<Version> m_versions;
    int m_letGo = 0;
    ContentsPtr m_wanted; ///< of the version that is to be shown
    int m_tries = 0; ///< to show it
};

} // namespace rnnscope
