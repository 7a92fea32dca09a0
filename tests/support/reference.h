#pragma once

#include "core/math/real.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTest>

#include <cstring>

namespace rnnscope {

/// Numbers computed by others, as the scripts in tests/data wrote them.
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

    /// What follows `prefix` in every name that begins with it.
    std::vector<std::string> under(const std::string& prefix) const
    {
        std::vector<std::string> rests;
        for (const auto& [name, array] : m_header.items())
            if (name.starts_with(prefix))
                rests.push_back(name.substr(prefix.size()));
        return rests;
    }

    /// Text by key.
    const nlohmann::json& metadata() const { return m_header.at("__metadata__"); }

    std::vector<Index> shape(const std::string& name) const
    {
        return m_header.at(name).at("shape").get<std::vector<Index>>();
    }

    /// All numbers of an array in the order of the file, as columns of its last dimension.
    Matrix columns(const std::string& name) const
    {
        const std::vector<Index> sides = shape(name);
        Index count = 1;
        for (size_t i = 0; i + 1 < sides.size(); ++i)
            count *= sides[i];
        return Eigen::Map<const Eigen::MatrixXf>(numbers<float>(name), sides.back(), count)
            .cast<Real>();
    }
    /// A T × n array with time as columns: n × T.
    Matrix series(const std::string& name) const { return columns(name); }
    /// An array of two dimensions as it is; a vector as a column.
    Matrix matrix(const std::string& name) const
    {
        return shape(name).size() > 1 ? Matrix(columns(name).transpose()) : columns(name);
    }

    std::vector<int> integers(const std::string& name) const
    {
        const auto count = static_cast<size_t>(shape(name).at(0));
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

/// The largest difference between two values, absolute where the expected one is below 1, else
/// relative; infinite where the shapes differ or a number is none.
inline double valueDifference(const Matrix& found, const Matrix& expected)
{
    if (found.rows() != expected.rows() || found.cols() != expected.cols())
        return std::numeric_limits<double>::infinity();
    const auto scale = expected.array().abs().max(Real(1));
    const auto largest = ((found - expected).array().abs() / scale).maxCoeff<Eigen::PropagateNaN>();
    return std::isnan(largest) ? std::numeric_limits<double>::infinity()
                               : static_cast<double>(largest);
}

} // namespace rnnscope
