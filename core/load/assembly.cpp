#include "core/load/assembly.h"

#include "core/base/words.h"
#include "core/cell/cells.h"
#include "core/load/handnames.h"
#include "core/load/kerasnames.h"
#include "core/load/layout.h"
#include "core/load/mappingfit.h"
#include "core/load/tensorflownames.h"
#include "core/load/torchnames.h"
#include "core/load/verify.h"

#include <algorithm>

namespace rnnscope {

namespace {

constexpr const char* byHand = QT_TRANSLATE_NOOP("card", "mapped by hand");

}

Assembly::Assembly(const Contents& contents, const Choices& choices, Watch& watch)
    : m_archive(contents.archive)
    , m_choices(choices)
    , m_watch(watch)
    , m_networks(contents.networks)
{
    for (const auto& find : {findTorch, findTensorFlow, findKeras, findByHand})
        if (m_networks.empty())
            m_networks = find(m_archive);
}

Result<Model> Assembly::run()
{
    auto stated = readArchitecture(m_archive.metadata, m_archive.file);
    if (!stated)
        return stated.error();
    m_stated = std::move(*stated);
    m_model.title = m_archive.file;
    m_model.metadata = m_archive.metadata;
    if (std::string test = testIn(m_archive); !test.empty())
        m_model.metadata[key::test] = std::move(test);
    for (const Tensor* tensor : testTensors(m_archive))
        m_used.insert(tensor);
    note(QT_TRANSLATE_NOOP("card", "format"), m_archive.format);
    if (const Problem problem = takeMapping())
        return *problem;
    if (const Problem problem = chooseNetwork())
        return *problem;
    if (const Problem problem = readLayers())
        return *problem;
    if (m_network.described) {
        if (const Problem problem = takeDescribed())
            return *problem;
    } else {
        if (const Problem problem = findInput())
            return *problem;
        if (const Problem problem = findOutput())
            return *problem;
    }
    chooseVocabulary();
    chooseEntry();
    if (const Problem problem = checkArchitecture())
        return *problem;
    noteRest();
    return std::move(m_model);
}

/// Why none can be stepped.
Assembly::Problem Assembly::wrongNetworks() const
{
    if (m_networks.empty()) {
        std::vector<const Tensor*> all;
        for (const Tensor& tensor : m_archive.tensors)
            all.push_back(&tensor);
        return Error{Fault::Model, where(),
            "expected a recurrent layer (weight_ih_l0 and weight_hh_l0, as PyTorch names them), "
            "found "
                + (all.empty() ? std::string("no tensors") : listed(all)),
            "Map its tensors by hand, or open a file with a recurrent network"};
    }
    const StoredNetwork& first = m_networks.front();
    if (first.fault)
        return first.fault;
    return Error{Fault::Model, where(),
        "expected a recurrent layer that can be stepped, found “" + first.name + "”, which "
            + first.obstacle,
        "Such a layer is not stepped; open a model without it"};
}

/// A network described by hand stands before those that were found.
Assembly::Problem Assembly::takeMapping()
{
    const auto text = m_choices.find(choice::mapping);
    if (text == m_choices.end())
        return {};
    const auto mapping = readMapping(text->second);
    if (!mapping)
        return mapping.error();
    auto network = networkOf(*mapping, m_archive);
    if (!network)
        return network.error();
    network->name = byHand;
    m_networks.insert(m_networks.begin(), std::move(*network));
    return {};
}

/// The chosen network, or the first that can be stepped; the others are noted.
Assembly::Problem Assembly::chooseNetwork()
{
    Tokens names, others;
    std::vector<size_t> places;
    for (size_t i = 0; i < m_networks.size(); ++i) {
        const StoredNetwork& network = m_networks[i];
        if (!network.obstacle.empty() || network.fault) {
            others.push_back(network.name);
            continue;
        }
        std::string name = network.name;
        for (int again = 2; std::ranges::find(names, name) != names.end(); ++again)
            name = network.name + " (" + std::to_string(again) + ")";
        names.push_back(std::move(name));
        places.push_back(i);
    }
    if (names.empty())
        return wrongNetworks();
    size_t taken = 0;
    if (names.size() > 1)
        taken = ask(QT_TRANSLATE_NOOP("card", "network"), choice::network, names, 0).chosen;
    if (!others.empty())
        note(QT_TRANSLATE_NOOP("card", "not stepped"), shortened(others));
    m_network = std::move(m_networks[places[taken]]);
    if (m_choices.contains(choice::mapping) && places[taken] == 0)
        m_stated.reset(); // what the file says is of its own network
    return std::nullopt;
}

Assembly::Problem Assembly::readLayers()
{
    if (own() && m_stated->cells.size() != m_network.layers.size())
        return Error{Fault::Model, where(),
            "expected " + std::to_string(m_stated->cells.size())
                + " layers, as its architecture "
                  "says, found "
                + std::to_string(m_network.layers.size()),
            "Save the file again with this program"};
    for (StoredLayer& layer : m_network.layers)
        if (own())
            layer.unsaid = 0;
        else if (m_archive.format.starts_with("safetensors") && !layer.order.empty())
            layer.unsaid |= unsaid::order; // the names are PyTorch's, the file need not be
    std::vector<Note> assumed;
    assumeUnsaid(m_network, m_choices, assumed);
    auto layers = layersOf(m_network, m_archive, m_watch);
    if (!layers)
        return layers.error();
    m_model.layers = std::move(*layers);
    noteLayers();
    std::ranges::move(assumed, std::back_inserter(m_model.notes));
    useLayers();
    if (m_network.name == byHand)
        note(byHand, listed(std::vector(m_used.begin(), m_used.end())), true);
    return checkCells();
}

/// The layers must be of the cells that the file says.
Assembly::Problem Assembly::checkCells() const
{
    for (size_t i = 0; own() && i < m_model.layers.size(); ++i) {
        const CellPtr cell = findCell(m_stated->cells[i]);
        if (!cell)
            return Error{Fault::Model, where(),
                "expected a cell that this program knows, found " + m_stated->cells[i],
                "Open it with the program that saved it"};
        const Layer& layer = m_model.layers[i];
        if (cell->id() != layer.cell->id()) {
            const auto place = static_cast<size_t>(m_network.layers[i].blocks[0].u.tensor);
            return wrongRows(
                m_archive.tensors[place], layer.weights.units(), *cell, m_archive.file);
        }
    }
    return std::nullopt;
}

void Assembly::use(const Piece& piece)
{
    if (!piece.empty())
        m_used.insert(&m_archive.tensors[static_cast<size_t>(piece.tensor)]);
}

void Assembly::useLayers()
{
    for (const StoredLayer& layer : m_network.layers) {
        for (const StoredBlock& block : layer.blocks)
            for (const Piece* piece : {&block.w, &block.u, &block.b, &block.d})
                use(*piece);
        for (const Piece& peep : layer.peeps)
            use(peep);
        for (const Piece* piece : {&layer.projection, &layer.startHidden, &layer.startCell})
            use(*piece);
    }
}

Assembly::Problem Assembly::checkArchitecture() const
{
    const Architecture found = architectureOf(m_model);
    if (!own() || writeArchitecture(*m_stated) == writeArchitecture(found))
        return std::nullopt;
    return Error{Fault::Model, where(),
        "expected the architecture " + writeArchitecture(*m_stated) + ", found "
            + writeArchitecture(found),
        "Save the file again with this program"};
}

Result<Model> assemble(const Contents& contents, const Choices& choices, Watch& watch)
{
    return Assembly(contents, choices, watch).run();
}

Result<StoredNetwork> takenFrom(const Contents& contents, const Choices& choices, Watch& watch)
{
    Assembly assembly(contents, choices, watch);
    if (const auto model = assembly.run(); !model)
        return model.error();
    return std::move(assembly).taken();
}

} // namespace rnnscope
