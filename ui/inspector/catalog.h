#pragma once

#include "core/load/sheet.h"
#include "ui/inspector/places.h"
#include "ui/state/scene.h"

namespace rnnscope {

/// A recurrent matrix, or a bias as the gate adds it, by its gate.
struct GateSheet {
    QString name;
    Sheet sheet;
};
struct GateBias {
    QString name;
    bool forget = false;
    std::vector<double> numbers; ///< both biases together, and what is added at run time
};

/// "256 × 64"
QString shapeText(const Sheet& sheet);

/// What is looked at: its numbers, and what there is to say of them.
struct Exhibit {
    QString title;
    QString remark; ///< type, shape and place in the file
    Sheet sheet;
    std::vector<Mark> rows, columns;
    std::vector<GateSheet> recurrent; ///< of a layer or its U; else empty
    std::vector<GateBias> biases; ///< of a layer; else empty
};
using ExhibitPtr = std::shared_ptr<const Exhibit>;

/// Everything in a file as a tree: the overview, the parts of the network that was recognised, gate
/// by gate in the order of the formulas, and every tensor. Immutable; texts are in the language in
/// which it was made.
class Catalog {
public:
    struct Entry {
        enum class Kind { Overview, Group, Layer, Part, Tensor };
        Kind kind = Kind::Group;
        QString name;
        int parent = -1;
        int tensor = -1; ///< place in the archive, of a tensor
        int layer = -1; ///< place in the network's layers, of a layer and its U
        std::vector<Sheet::Part> parts = {}; ///< of a part or a layer
        std::vector<Mark> rows = {}, columns = {};
        std::vector<int> children = {};
        int place = 0; ///< among its parent's children
    };

    /// @param network that was recognised; nothing where none was
    Catalog(ContentsPtr contents, const std::optional<StoredNetwork>& network);

    const Contents& contents() const { return *m_contents; }
    /// The first is the root, which is not shown.
    const std::vector<Entry>& entries() const { return m_entries; }
    /// The names on the way to an entry: "layer 1: LSTM, 2 → 3/U, recurrent weights".
    QString path(int entry) const;
    /// The entry of that name or path; 0 where there is none.
    int find(const QString& name) const;
    /// What to show of an entry; null of an overview or a group.
    ExhibitPtr exhibit(int entry) const;

private:
    void addNetwork();
    void addLayer(size_t place, int depth);
    void addTensors();
    int add(int parent, Entry entry);
    void addPiece(int parent, const QString& name, const Piece& piece);
    Sheet::Part partOf(const Piece& piece, int64_t row = 0, int64_t column = 0) const;
    std::vector<GateSheet> recurrentOf(const Entry& entry) const;
    std::vector<GateBias> biasesOf(const StoredLayer& layer) const;
    QString remarkOf(const Entry& entry, const Sheet& sheet) const;

    ContentsPtr m_contents;
    std::optional<StoredNetwork> m_network;
    std::vector<Entry> m_entries;
};
using CatalogPtr = std::shared_ptr<const Catalog>;

} // namespace rnnscope
