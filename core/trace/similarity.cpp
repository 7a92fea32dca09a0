#include "core/trace/similarity.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr Index mostSteps = 2048;

/// Units that change, and the values of each around its mean, scaled to length 1: steps × units.
struct Changing {
    std::vector<int> units;
    Matrix directions;
};

Changing changingOf(const Matrix& values)
{
    const Index every = (values.cols() + mostSteps - 1) / mostSteps;
    const Index steps = (values.cols() + every - 1) / every;
    Changing result{{}, Matrix(steps, values.rows())};
    for (int unit = 0; unit < values.rows(); ++unit) {
        auto series = result.directions.col(std::ssize(result.units));
        for (Index i = 0; i < steps; ++i)
            series[i] = values(unit, i * every);
        const bool constant = series.maxCoeff() == series.minCoeff();
        series.array() -= series.mean();
        const Real length = series.stableNorm();
        if (constant || !(length > 0) || !std::isfinite(length))
            continue;
        series /= length;
        result.units.push_back(unit);
    }
    result.directions.conservativeResize(steps, std::ssize(result.units));
    return result;
}

/// Groups of places that grow until one is left. A group is known by one of its members.
class Groups {
public:
    explicit Groups(Matrix distances)
        : m_between(std::move(distances))
        , m_apart(m_between)
        , m_members(static_cast<size_t>(m_apart.rows()))
    {
        for (int place = 0; place < std::ssize(m_members); ++place)
            m_members[static_cast<size_t>(place)] = {place};
    }

    bool exists(int group) const { return !m_members[static_cast<size_t>(group)].empty(); }
    Real apart(int a, int b) const { return m_apart(a, b); }
    std::vector<int>& members(int group) { return m_members[static_cast<size_t>(group)]; }

    /// The nearest other group; `preferred`, where it is one, when no other is nearer.
    int nearest(int group, int preferred) const
    {
        const bool has = preferred >= 0 && exists(preferred);
        int best = has ? preferred : -1;
        Real least = has ? apart(group, preferred) : std::numeric_limits<Real>::infinity();
        for (int other = 0; other < std::ssize(m_members); ++other)
            if (other != group && exists(other) && apart(group, other) < least) {
                best = other;
                least = apart(group, other);
            }
        return best;
    }

    /// Puts group b behind group a, each turned so that their nearest ends meet.
    void join(int a, int b)
    {
        std::vector<int>& first = members(a);
        std::vector<int>& second = members(b);
        const auto share
            = static_cast<Real>(first.size()) / static_cast<Real>(first.size() + second.size());
        turn(first, second);
        first.insert(first.end(), second.begin(), second.end());
        second.clear();
        m_apart.col(a) = share * m_apart.col(a) + (1 - share) * m_apart.col(b);
        m_apart.row(a) = m_apart.col(a).transpose();
    }

private:
    void turn(std::vector<int>& first, std::vector<int>& second) const
    {
        const Real ends[]{m_between(first.back(), second.front()),
            m_between(first.back(), second.back()), m_between(first.front(), second.front()),
            m_between(first.front(), second.back())};
        const auto best = std::min_element(std::begin(ends), std::end(ends)) - std::begin(ends);
        if (best >= 2)
            std::ranges::reverse(first);
        if (best % 2 == 1)
            std::ranges::reverse(second);
    }

    Matrix m_between; ///< distances of places
    Matrix m_apart; ///< of groups, at the places they are known by
    std::vector<std::vector<int>> m_members; ///< in their order; empty: joined to another group
};

/// Follows nearest neighbours until two groups are each other's, joins them, and goes on.
std::vector<int> joinAll(Groups groups, int count, const Watch& watch)
{
    std::vector<int> chain;
    for (int left = count; left > 1 && !watch.cancelled();) {
        while (!chain.empty() && !groups.exists(chain.back()))
            chain.pop_back();
        if (chain.empty())
            chain.push_back(0); // which always knows its group: of two the lower place does
        const int before = chain.size() > 1 ? chain[chain.size() - 2] : -1;
        const int next = groups.nearest(chain.back(), before);
        if (next != before) {
            chain.push_back(next);
            continue;
        }
        const auto [low, high] = std::minmax(chain.back(), before);
        groups.join(low, high);
        chain.resize(chain.size() - 2);
        --left;
    }
    return groups.members(0);
}

}

std::vector<int> similarityOrder(const Matrix& values, const Watch& watch)
{
    const Changing changing = changingOf(values);
    const auto count = static_cast<int>(changing.units.size());
    std::vector<int> order;
    if (count > 0 && !watch.cancelled()) {
        Matrix distances = -(changing.directions.transpose() * changing.directions);
        distances.array() += 1;
        for (const int place : joinAll(Groups(std::move(distances)), count, watch))
            order.push_back(changing.units[static_cast<size_t>(place)]);
        if (order.front() > order.back())
            std::ranges::reverse(order);
    }
    std::vector<bool> placed(static_cast<size_t>(values.rows()));
    for (const int unit : order)
        placed[static_cast<size_t>(unit)] = true;
    for (int unit = 0; unit < values.rows(); ++unit)
        if (!placed[static_cast<size_t>(unit)])
            order.push_back(unit);
    return order;
}

} // namespace rnnscope
