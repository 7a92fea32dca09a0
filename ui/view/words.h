#pragma once

#include "ui/state/trail.h"
#include "ui/view/account.h"
#include "ui/view/accountline.h"
#include "ui/view/blockcolumn.h"
#include "ui/view/explained.h"
#include "ui/view/sourcelines.h"

class QAction;
class QSpinBox;

namespace rnnscope {

class TrailBar;

/// The current phase of the current step in words: its name, its equation, the equation with the
/// numbers of the selected unit, and what to look for. A press on a term shows what it came from, a
/// press on a number of that goes to where it was made: so one walks back from value to value.
class Words : public View {
    Q_OBJECT

public:
    explicit Words(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    std::vector<Tensor> numbers() const override;

    /// What is shown.
    const Account& account() const { return m_account; }
    const std::vector<SourceLine>& sources() const { return m_sources; } ///< of the open term
    const Trail& trail() const { return m_trail; }
    /// The lines that are shown, from the top; they can be pressed where they have a sign.
    std::vector<AccountLine*> lines() const;
    /// Where the lowest line ends, in pixels, when nothing is scrolled.
    double bottom() const { return m_column->y() + m_column->bottom(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Hint { Titled, Plain, None };
    /// Of the lines of what the open term came from.
    struct Columns {
        double detailAt; ///< where the arithmetic begins, pixels
        bool details; ///< whether there is room for it
        double bar; ///< width
    };

    void takeIn();
    void takeTrail(Changes changes);
    void describeAll();
    void showOpen();
    void chooseUnit(int unit);
    void press(size_t line);
    void toggle(int term);
    void walk(const Origin& to);
    void goTo(int stop);
    Stop stopNow() const;
    void moveKeys(int line, int direction);

    void place();
    void arrange();
    std::vector<Block> blocks(Hint hint);
    void addText(const QString& text, const QFont& font, double gap, double inset = 0);
    void addEquations();
    void addSubject();
    void addLine(const LineText& line, std::function<void()> act = {});
    void addTerm(int term);
    void addSources();
    Columns columns() const;
    std::function<void()> actOf(int source, const QString& end, LineText& line);

    QSpinBox* m_unit;
    TrailBar* m_bar;
    BlockColumn* m_column;
    Explained m_explained{};
    int m_steps = 0;
    Account m_account;
    std::vector<SourceLine> m_sources;
    QAction *m_back, *m_forward; ///< on the trail
    size_t m_most; ///< products of the open term that are listed
    int m_end = -1; ///< the source at which the walk has ended
    Trail m_trail;
    std::vector<Block> m_blocks; ///< as they are put together
    std::vector<AccountLine*> m_lines;
    std::vector<std::function<void()>> m_acts; ///< one a line that is shown
};

} // namespace rnnscope
