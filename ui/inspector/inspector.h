#pragma once

#include "ui/inspector/details.h"

class QBoxLayout;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTreeView;

namespace rnnscope {

class CatalogModel;
class Overview;

/// Everything that a file holds: at the left the network's parts and every tensor, with a field to
/// search them; at the right what is chosen there. Follows the chosen model, or shows a file in
/// which no network was recognised.
class Inspector : public View {
    Q_OBJECT

public:
    explicit Inspector(const Desk& desk, QWidget* parent = nullptr);
    ~Inspector() override;

    void refresh(Changes changes) override;
    bool busy() const override;
    /// Shows a file in which no network was recognised, until the session has another scene; null
    /// shows the session's at once.
    void open(ContentsPtr contents);

    /// Chooses an entry by its name or path (see Catalog::find); false where there is none.
    bool select(const QString& name);
    Details& details() { return *m_details; }
    const ContentsPtr& contents() const { return m_contents; }
    bool given() const { return m_given != nullptr; }
    /// A button below the tree, for something to be done with the whole file.
    void add(QWidget* button);
    void search();
    bool clearSearch(); ///< false where nothing was searched

signals:
    void failed(const rnnscope::Error& error);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    using Network = std::optional<StoredNetwork>;
    QWidget* makeLeft();
    void retranslate();
    ContentsPtr followedContents() const;
    void follow();
    void take(ContentsPtr contents, Network network);
    void filter(const QString& text);
    void choose(int entry);

    ContentsPtr m_contents;
    ContentsPtr m_given; ///< shown instead of the session's
    ContentsPtr m_followed; ///< the session's
    ScenePtr m_scene; ///< that is followed; null for a file that was given
    Choices m_choices; ///< for what is followed
    ModelPtr m_model;
    Network m_network; ///< whose parts are shown
    int m_entry = 0;

    CatalogModel* m_catalog;
    QSortFilterProxyModel* m_found;
    QLineEdit* m_search;
    QTreeView* m_tree;
    QBoxLayout* m_buttons;
    QStackedWidget* m_stack;
    Overview* m_overview;
    Details* m_details;
    Job<Network> m_networks;
};

} // namespace rnnscope
