#pragma once

#include "core/load/metadata.h"
#include "core/load/open.h"
#include "core/load/parts.h"
#include "core/load/vocabularyfile.h"

namespace rnnscope {

/// Puts a model together from an archive, part by part. Each part fails or notes what it took.
/// Internal to core/load: see assemble().
class Assembly {
public:
    Assembly(const Contents& contents, const Choices& choices, Watch& watch);

    Result<Model> run();
    /// After that: the network that was taken, with all parts that were found around it.
    StoredNetwork taken() && { return std::move(m_network); }

private:
    using Problem = std::optional<Error>;

    Problem takeMapping();
    Problem chooseNetwork();
    Problem wrongNetworks() const;
    Problem readLayers();
    Problem checkCells() const;
    Problem checkArchitecture() const;
    Problem takeDescribed();
    Problem takeHead(const StoredDense& stored, Index inputs);
    Problem findInput();
    Problem findOutput();
    Problem takeEmbedding(const Piece& table);
    Problem read(const Piece& piece, Matrix& out);
    /// All of a tensor of the archive.
    Piece wholeOf(const Tensor& tensor) const
    {
        return rnnscope::wholeOf(m_archive, static_cast<int>(&tensor - m_archive.tensors.data()));
    }
    using Named = std::pair<std::string, Tokens>;
    std::vector<Named> vocabularies() const;
    void chooseVocabulary();
    void chooseEntry();
    void noteLayers();
    void noteRest();
    void use(const Piece& piece);
    void useLayers();

    Note& note(const char* what, Saying said, bool assumed = false)
    {
        m_model.notes.push_back({what, std::move(said), assumed});
        return m_model.notes.back();
    }
    Note& ask(const char* what, const char* id, Tokens options, size_t otherwise)
    {
        m_model.notes.push_back(optionNote(m_choices, what, id, std::move(options), otherwise));
        return m_model.notes.back();
    }
    std::string where() const { return "Cannot open " + m_archive.file; }
    /// Whether the file describes itself, so that parts found by name are no guess.
    bool own() const { return m_stated.has_value(); }
    /// A note that offers options, but none where the file describes itself.
    Note& askUnlessOwn(const char* what, const char* id, Tokens options, size_t otherwise)
    {
        if (!own())
            return ask(what, id, std::move(options), otherwise);
        Note& settled = note(what, {});
        settled.chosen = otherwise;
        return settled;
    }
    void noteWeights();

    const Archive& m_archive;
    const Choices& m_choices;
    Watch& m_watch;
    std::vector<StoredNetwork> m_networks;
    Model m_model;
    StoredNetwork m_network;
    std::optional<Architecture> m_stated;
    Used m_used;
};

} // namespace rnnscope
