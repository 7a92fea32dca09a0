#include "core/cell/gru.h"

#include "core/base/words.h"
#include "core/cell/affine.h"

namespace rnnscope {

namespace {

std::string gate(const GruKind& kind, const std::string& s)
{
    return s + "_t = " + applied(kind.gate, "W_" + s + " x_t + U_" + s + " h_{t−1} + b_" + s);
}

std::vector<Track> makeTracks(const GruKind& kind)
{
    const Activation &f = kind.gate, &n = kind.candidate;
    const std::string past
        = kind.resetBefore ? "U_n (r_t ⊙ h_{t−1}) + d_n" : "r_t ⊙ (U_n h_{t−1} + d_n)";
    const bool blends = f.low() >= 0 && f.high() <= 1;
    return {
        {"reset", "r", QT_TRANSLATE_NOOP("cell", "reset gate"), gate(kind, "r"), Role::Gate,
            f.low(), f.high(), Gru::Reset},
        {"update", "z", QT_TRANSLATE_NOOP("cell", "update gate"), gate(kind, "z"), Role::Gate,
            f.low(), f.high(), Gru::Update},
        {"candidate", "n", QT_TRANSLATE_NOOP("cell", "candidate"),
            "n_t = " + applied(n, "W_n x_t + b_n + " + past), Role::Candidate, n.low(), n.high(),
            Gru::Candidate},
        {"hidden", "h", QT_TRANSLATE_NOOP("cell", "hidden state"),
            "h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}", Role::Hidden, blends ? n.low() : -unbounded,
            blends ? n.high() : unbounded, -1},
    };
}

std::vector<Phase> makePhases()
{
    return {
        {"reset", QT_TRANSLATE_NOOP("cell", "reset"),
            QT_TRANSLATE_NOOP("cell", "Reset gate: how much of the past to look at"),
            QT_TRANSLATE_NOOP("cell",
                "Near 0 the candidate is made as if nothing had been read before; near 1 the past "
                "counts fully."),
            {Gru::Reset}},
        {"candidate", QT_TRANSLATE_NOOP("cell", "candidate"),
            QT_TRANSLATE_NOOP("cell", "Candidate: a proposal for the new memory"),
            QT_TRANSLATE_NOOP("cell",
                "Made from the input and the part of the past that the reset gate lets through."),
            {Gru::Candidate}},
        {"blend", QT_TRANSLATE_NOOP("cell", "blend"),
            QT_TRANSLATE_NOOP("cell", "Update gate: blend old and new"),
            QT_TRANSLATE_NOOP("cell",
                "One gate does both: what is not kept is replaced. Near 1 a unit keeps its old "
                "value and the gradient passes it unchanged."),
            {Gru::Hidden, Gru::Update}},
    };
}

} // namespace

Gru::Gru(const GruKind& kind)
    : Cell(makeTracks(kind), makePhases())
    , m_kind(kind)
    , m_wiring(gruWiring(kind))
{
}

} // namespace rnnscope
