#pragma once

#include "ui/inspector/pane.h"

class QBoxLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTabWidget;
class QTimer;
class QToolButton;
class QTreeView;

namespace rnnscope {

class CatalogModel;
class HeatPane;
class NumbersPane;
class Overview;

/// Everything that a file holds: at the left the network's parts and every tensor, with a field to
/// search them; at the right what is chosen there, as numbers, heat map, curve, histogram and
/// spectrum. Follows the chosen model, or shows a file in which no network was recognised.
class Inspector : public View {
    Q_OBJECT

public:
    explicit Inspector(const Desk& desk, QWidget* parent = nullptr);
    ~Inspector() override;

    void refresh(Changes changes) override;
    bool busy() const override;
    /// Shows a file in which no network was recognised, until the session has another scene;
    /// null shows the session's at once.
    void open(ContentsPtr contents);

    /// Chooses an entry by its name or path (see Catalog::find), or nothing.
    bool select(const QString& name);
    /// Brings a pane to the front: "heat", "numbers", "curve", "histogram", "biases", "spectrum".
    bool openPane(const QString& id);
    /// A further button beside those that copy and export.
    void add(QWidget* button);

    const ContentsPtr& contents() const { return m_contents; }
    bool given() const { return m_given != nullptr; }
    const Shown& shown() const { return m_shown; }
    void search();
    /// What is selected in the table of numbers, or else all, as text with tabs. Of more than
    /// mostCopied numbers nothing, which is said.
    void copy();
    static constexpr int64_t mostCopied = 1'000'000;
    /// Writes what is shown to a .npy or .csv file, in the background.
    void exportTo(const QString& path);

signals:
    void failed(const rnnscope::Error& error);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    using Network = std::optional<StoredNetwork>;
    QWidget* makeLeft();
    QWidget* makeRight();
    void retranslate();
    ContentsPtr followedContents() const;
    void follow();
    void take(ContentsPtr contents, const Network& network);
    void filter(const QString& text);
    void choose(int entry);
    void digest();
    void showPanes();
    void describe(const QString& problem = {});
    void askForExport();
    void watchJobs();

    ContentsPtr m_contents;
    ContentsPtr m_given; ///< shown instead of the session's
    ContentsPtr m_followed; ///< the session's
    ScenePtr m_scene; ///< that is followed; null for a file that was given
    ModelPtr m_model;
    int m_entry = 0;
    Shown m_shown;

    CatalogModel* m_catalog;
    QSortFilterProxyModel* m_found;
    QLineEdit* m_search;
    QTreeView* m_tree;
    QLabel *m_title, *m_remark, *m_figures;
    QProgressBar* m_progress;
    QToolButton* m_stop;
    QStackedWidget* m_stack;
    Overview* m_overview;
    QTabWidget* m_tabs;
    HeatPane* m_heat;
    NumbersPane* m_numbers;
    std::vector<Pane*> m_panes; ///< in the order of paneIds, but for the numbers
    QBoxLayout* m_buttons;
    QPushButton *m_copy, *m_export;
    QTimer* m_timer;
    Job<Network> m_networks;
    Job<std::shared_ptr<const Digest>> m_digests;
    Job<bool> m_exports;
};

} // namespace rnnscope
