#pragma once

#include "core/cell/cells.h"
#include "core/model/sequence.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTest>

namespace rnnscope {

/// Numbers computed by PyTorch, as tests/data/make_torch.py wrote them.
class Reference {
public:
    /// @param file name inside tests/data
    explicit Reference(const QString& file)
    {
        QFile in(QString(RNNSCOPE_ROOT "/tests/data/") + file);
        if (!in.open(QIODevice::ReadOnly))
            qFatal("%s is missing", qPrintable(in.fileName()));
        const QByteArray all = in.readAll();
        uint64_t length;
        std::memcpy(&length, all.data(), sizeof length);
        m_header
            = nlohmann::json::parse(all.begin() + 8, all.begin() + 8 + static_cast<int>(length));
        m_data = all.mid(8 + static_cast<int>(length));
    }

    bool contains(const std::string& name) const { return m_header.contains(name); }

    /// A T × n array with time as columns: n × T. A matrix comes transposed, a vector as a column.
    Matrix series(const std::string& name) const
    {
        const auto shape = m_header.at(name).at("shape").get<std::vector<Index>>();
        const Index columns = shape.size() > 1 ? shape.front() : 1;
        return Eigen::Map<const Eigen::MatrixXf>(numbers<float>(name), shape.back(), columns)
            .cast<Real>();
    }
    Matrix matrix(const std::string& name) const { return series(name).transpose(); }

    std::vector<int> integers(const std::string& name) const
    {
        const auto count = m_header.at(name).at("shape").at(0).get<size_t>();
        return {numbers<int>(name), numbers<int>(name) + count};
    }

private:
    template <class T>
    const T* numbers(const std::string& name) const
    {
        const int begin = m_header.at(name).at("data_offsets").at(0).get<int>();
        return reinterpret_cast<const T*>(m_data.constData() + begin);
    }

    nlohmann::json m_header;
    QByteArray m_data;
};

/// One network and sequence of make_torch.py.
struct TorchCase {
    const Cell* cell = nullptr;
    int layers = 1;
    bool biased = true;
    int steps = 1;

    std::string network() const { return std::to_string(layers) + (biased ? "/bias" : "/none"); }
    std::string name() const { return network() + '/' + std::to_string(steps) + '/'; }

    /// The file that holds it; every file is read once.
    const Reference& reference() const
    {
        static std::map<const Cell*, Reference> files;
        const QString file = QString("torch_%1.safetensors").arg(cell->id().data());
        return files.try_emplace(cell, file).first->second;
    }

    Model model() const
    {
        const Reference& file = reference();
        const std::string prefix = network() + '/';
        const auto bias = [&](const std::string& name, Index rows) -> Vector {
            return biased ? Vector(file.series(prefix + name)) : Vector::Zero(rows);
        };
        Model model;
        model.entry = layers == 1 ? Entry::Values : layers == 2 ? Entry::Embedding : Entry::OneHot;
        if (model.entry == Entry::Embedding)
            model.embedding = file.series(prefix + "embedding.weight");
        for (int l = 0; l < layers; ++l) {
            const std::string end = "_l" + std::to_string(l);
            Weights weights{file.matrix(prefix + "weight_ih" + end),
                file.matrix(prefix + "weight_hh" + end), {}, {}};
            weights.b = bias("bias_ih" + end, weights.w.rows());
            weights.d = bias("bias_hh" + end, weights.w.rows());
            model.layers.push_back({cell, weights});
        }
        model.head.w = file.matrix(prefix + "head.weight");
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
        for (const Cell* cell : cells())
            for (int layers : {1, 2, 3})
                for (bool biased : {true, false})
                    for (int steps : {1, 3, 6, 20, 100})
                        QTest::addRow("%s, layers: %d, %s, steps: %d", cell->name().data(), layers,
                            biased ? "biases" : "no biases", steps)
                            << TorchCase{cell, layers, biased, steps};
    }
};

} // namespace rnnscope

Q_DECLARE_METATYPE(rnnscope::TorchCase)
