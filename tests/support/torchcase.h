#pragma once

#include "core/cell/cells.h"
#include "core/cell/lstm.h"
#include "core/run/backward.h"
#include "tests/support/reference.h"

namespace rnnscope {

/// One network and sequence of make_torch.py.
struct TorchCase {
    CellPtr cell;
    int layers = 1;
    bool both = false; ///< reads in both directions
    bool projected = false;
    bool biased = true;
    int steps = 1;

    std::string network() const { return std::to_string(layers) + (biased ? "/bias" : "/none"); }
    std::string name() const { return network() + '/' + std::to_string(steps) + '/'; }
    /// The file that holds it, without its suffix.
    std::string file() const
    {
        return "torch_" + std::string(cell->id()) + (projected ? "_projected" : "")
            + (both ? "_both" : "");
    }

    /// Every file is read once.
    const Reference& reference() const
    {
        static std::map<std::string, Reference> files;
        return files.try_emplace(file(), QString::fromStdString(file() + ".safetensors"))
            .first->second;
    }

    /// In the order of Model::layers: "0", "0.reverse", "1", …
    std::vector<std::string> layerNames() const { return layerNames(".reverse", ""); }
    /// "0/hidden", "0.reverse/hidden", …: all that the file has.
    std::vector<std::string> trackNames() const { return names(name(), true); }
    /// "weight_ih_l0", "head.weight", …: all that the file has.
    std::vector<std::string> parameterNames() const { return names(network() + '/', false); }

    /// The track of that name, or nullptr.
    const Matrix* track(const Trace& trace, const std::string& name) const
    {
        const size_t slash = name.find('/');
        const auto names = layerNames();
        const auto layer = std::find(names.begin(), names.end(), name.substr(0, slash));
        const int track = cell->indexOf(std::string_view(name).substr(slash + 1));
        if (layer == names.end() || track < 0)
            return nullptr;
        return &trace.layers[static_cast<size_t>(layer - names.begin())]
                    .tracks[static_cast<size_t>(track)];
    }

    /// Every parameter by its name, of a model or of its gradient; no biases where there are none.
    template <class Parameters>
    std::map<std::string, Matrix> parameters(const Parameters& of) const
    {
        std::map<std::string, Matrix> all{
            {"embedding.weight", of.embedding.transpose()}, {"head.weight", of.head.w}};
        if (biased)
            all["head.bias"] = of.head.b;
        const auto ends = layerNames("_reverse", "_l");
        for (size_t i = 0; i < ends.size(); ++i) {
            const Weights& weights = weightsOf(of.layers[i]);
            all["weight_ih" + ends[i]] = weights.w;
            all["weight_hh" + ends[i]] = weights.u;
            all["weight_hr" + ends[i]] = weights.projection;
            if (biased) {
                all["bias_ih" + ends[i]] = weights.b;
                all["bias_hh" + ends[i]] = weights.d;
            }
        }
        return all;
    }

    Model model() const
    {
        const Reference& file = reference();
        const std::string prefix = network() + '/';
        const auto stored = [&](const std::string& name) {
            return file.contains(prefix + name) ? file.matrix(prefix + name) : Matrix();
        };
        const auto bias = [&](const std::string& name, Index rows) -> Vector {
            return biased ? Vector(stored(name)) : Vector::Zero(rows);
        };
        Model model;
        model.entry = layers == 1 ? Entry::Values : layers == 2 ? Entry::Embedding : Entry::OneHot;
        model.embedding = stored("embedding.weight").transpose();
        for (const std::string& end : layerNames("_reverse", "_l")) {
            Layer& layer = model.layers.emplace_back();
            layer.cell = cell;
            layer.weights.w = stored("weight_ih" + end);
            layer.weights.u = stored("weight_hh" + end);
            layer.weights.b = bias("bias_ih" + end, layer.weights.w.rows());
            layer.weights.d = bias("bias_hh" + end, layer.weights.w.rows());
            layer.weights.projection = stored("weight_hr" + end);
            layer.backward = layer.second = end.ends_with("_reverse");
        }
        model.head.w = stored("head.weight");
        model.head.b = bias("head.bias", model.head.w.rows());
        return model;
    }

    Sequence sequence() const
    {
        Sequence sequence;
        if (layers == 1) {
            sequence.values = reference().series(name() + "x");
        } else {
            sequence.ids = reference().integers(name() + "ids");
            sequence.targets = reference().integers(name() + "targets");
        }
        return sequence;
    }

    /// A data row for every case.
    static void addRows()
    {
        QTest::addColumn<TorchCase>("torch");
        for (const CellPtr& cell : cells())
            for (bool both : {false, true})
                for (int layers : both ? std::vector{1, 3} : std::vector{1, 2, 3})
                    addRows({cell, layers, both}, {1, 3, 6, 20, 100});
        LstmKind kind;
        kind.projection = true;
        for (bool both : {false, true})
            for (int layers : {1, 2})
                addRows({lstm(kind), layers, both, true}, {6, 20});
    }

private:
    static void addRows(TorchCase torch, const std::vector<int>& lengths)
    {
        for (bool biased : {true, false})
            for (int steps : lengths) {
                torch.biased = biased;
                torch.steps = steps;
                QTest::addRow("%s%s, layers: %d%s, %s, steps: %d", torch.cell->name().data(),
                    torch.projected ? " with projections" : "", torch.layers,
                    torch.both ? " in both directions" : "", biased ? "biases" : "no biases", steps)
                    << torch;
            }
    }

    static const Weights& weightsOf(const Layer& layer) { return layer.weights; }
    static const Weights& weightsOf(const Weights& gradient) { return gradient; }

    std::vector<std::string> layerNames(const std::string& reverse, const std::string& begin) const
    {
        std::vector<std::string> names;
        for (int l = 0; l < layers; ++l) {
            names.push_back(begin + std::to_string(l));
            if (both)
                names.push_back(names.back() + reverse);
        }
        return names;
    }

    /// What the file has under `prefix`; what is numbered, or what is not.
    std::vector<std::string> names(const std::string& prefix, bool numbered) const
    {
        std::vector<std::string> all = reference().under(prefix);
        std::erase_if(all, [&](const std::string& name) {
            return (name.front() >= '0' && name.front() <= '9') != numbered;
        });
        return all;
    }
};

} // namespace rnnscope

Q_DECLARE_METATYPE(rnnscope::TorchCase)
