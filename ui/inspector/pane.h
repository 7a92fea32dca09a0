#pragma once

#include "core/load/digest.h"
#include "ui/inspector/catalog.h"
#include "ui/state/job.h"
#include "ui/view/view.h"

namespace rnnscope {

/// What a pane shows: the numbers, and what is known of all of them once they were read.
struct Shown {
    ExhibitPtr exhibit;
    std::shared_ptr<const Digest> digest; ///< null while it is being made, and with a problem
    QString problem = {}; ///< why there is none

    bool operator==(const Shown&) const = default;
};

/// One way of looking at numbers. Shows only while it is visible, and then what it was last given.
class Pane : public QWidget {
    Q_OBJECT

public:
    explicit Pane(const Desk& desk, QWidget* parent = nullptr);

    void show(const Shown& shown);
    /// Whether it still works in the background.
    virtual bool busy() const { return false; }
    virtual void retranslate() { }

protected:
    const Palette& colours() const { return m_desk.colours(); }
    const Shown& shown() const { return m_shown; }
    /// Another exhibit or digest is to be shown; called while it is visible.
    virtual void take() = 0;
    void showEvent(QShowEvent* event) override;
    /// Why there is no digest, in words.
    QString whyNotRead() const;
    /// Says in the middle what the place will show, or why it does not.
    void drawRemark(QPainter& painter, const QString& text) const;

private:
    const Desk& m_desk;
    Shown m_shown;
    bool m_owed = false;
};

} // namespace rnnscope
