#pragma once

#include "ui/inspector/inspector.h"

#include <QMainWindow>

namespace rnnscope {

class Notice;

/// The inspector as a window of its own, beside the one that steps. Follows the chosen model; a
/// file that was given is shown until the session has another scene.
class InspectorWindow : public QMainWindow {
    Q_OBJECT

public:
    /// @param contents of a file in which no network was recognised; null to follow the session
    explicit InspectorWindow(const Desk& desk, const ContentsPtr& contents = nullptr,
        const QString& path = {}, QWidget* parent = nullptr);

    /// Shows that file, or the session's where there is none, in front of the other windows.
    void look(const ContentsPtr& contents, const QString& path);
    Inspector& inspector() { return *m_inspector; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void refresh(Changes changes);
    void retitle();

    const Desk& m_desk;
    Changes m_owed; ///< while it is hidden nothing is computed
    QString m_path; ///< of a file that was given
    Notice* m_notice;
    Inspector* m_inspector;
};

} // namespace rnnscope
