#pragma once

#include "ui/inspector/pane.h"

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTimer;
class QToolButton;

namespace rnnscope {

class HeatPane;
class NumbersPane;

/// One exhibit: what it is and its figures, and below it as heat map, numbers, curve, histogram,
/// biases and spectrum. Its numbers can be copied and exported.
class Details : public QWidget {
    Q_OBJECT

public:
    explicit Details(const Desk& desk, QWidget* parent = nullptr);

    /// Null ends what is under way.
    void show(const ExhibitPtr& exhibit);
    /// What is shown has new colours; texts are written in the present language.
    void retranslate();
    bool busy() const;
    /// Brings a pane to the front: "heat", "numbers", "curve", "histogram", "biases", "spectrum".
    bool openPane(const QString& id);
    const Shown& shown() const { return m_shown; }

    /// What is selected in the table of numbers, or else all, as text with tabs. Of more than
    /// mostCopied numbers nothing, which is said.
    void copy();
    static constexpr int64_t mostCopied = 1'000'000;
    /// Writes what is shown to a .npy or .csv file, in the background.
    void exportTo(const QString& path);

signals:
    void failed(const rnnscope::Error& error);

private:
    void makeTabs();
    void makeButtons();
    void digest();
    void showPanes();
    void describe(const QString& problem = {});
    void askForExport();
    void watchJobs();

    const Desk& m_desk;
    Shown m_shown;
    QLabel *m_title, *m_remark, *m_figures;
    QTabWidget* m_tabs;
    HeatPane* m_heat;
    NumbersPane* m_numbers;
    std::vector<Pane*> m_panes; ///< in the order of the tabs, but for the numbers
    QBoxLayout* m_buttons;
    QProgressBar* m_progress;
    QToolButton* m_stop;
    QPushButton *m_copy, *m_export;
    QTimer* m_timer;
    Job<std::shared_ptr<const Digest>> m_digests;
    Job<bool> m_exports;
};

} // namespace rnnscope
