#include "core/cell/lstm.h"

#include "core/base/words.h"
#include "core/cell/affine.h"

namespace rnnscope {

namespace {

/// "f(W_s x_t + U_s h_{t−1} + p_s ⊙ c + b_s)"
std::string gate(const LstmKind& kind, const Activation& f, const std::string& s, const char* cell)
{
    const std::string peep = kind.peepholes && *cell ? " + p_" + s + " ⊙ " + cell : "";
    return s + "_t = " + applied(f, "W_" + s + " x_t + U_" + s + " h_{t−1}" + peep + " + b_" + s);
}

std::string hidden(const LstmKind& kind)
{
    const std::string shown = shownCell(kind.output);
    return "h_t = " + (kind.projection ? "P (o_t ⊙ " + shown + ")" : "o_t ⊙ " + shown);
}

std::vector<Track> makeTracks(const LstmKind& kind)
{
    const Activation &f = kind.gate, &g = kind.candidate;
    const bool bounded = !kind.projection && f.low() >= 0 && f.high() <= 1;
    const Real reach = bounded ? kind.output.high() : unbounded;
    const Real low = bounded ? std::min(Real(0), kind.output.low()) : -unbounded;
    return {
        {"input", "i", QT_TRANSLATE_NOOP("cell", "input gate"), gate(kind, f, "i", "c_{t−1}"),
            Role::Gate, f.low(), f.high(), Lstm::Input},
        {"forget", "f", QT_TRANSLATE_NOOP("cell", "forget gate"),
            kind.coupled ? "f_t = 1 − i_t" : gate(kind, f, "f", "c_{t−1}"), Role::Gate,
            kind.coupled ? 1 - f.high() : f.low(), kind.coupled ? 1 - f.low() : f.high(),
            kind.coupled ? -1 : Lstm::Forget},
        {"candidate", "g", QT_TRANSLATE_NOOP("cell", "candidate"), gate(kind, g, "g", ""),
            Role::Candidate, g.low(), g.high(), Lstm::Candidate},
        {"output", "o", QT_TRANSLATE_NOOP("cell", "output gate"), gate(kind, f, "o", "c_t"),
            Role::Gate, f.low(), f.high(), Lstm::Output},
        {"cell", "c", QT_TRANSLATE_NOOP("cell", "cell state"), "c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t",
            Role::Cell, -unbounded, unbounded, -1},
        {"hidden", "h", QT_TRANSLATE_NOOP("cell", "hidden state"), hidden(kind), Role::Hidden, low,
            reach, -1},
    };
}

std::vector<Phase> makePhases(const LstmKind& kind)
{
    return {
        {"forget", QT_TRANSLATE_NOOP("cell", "forget"),
            QT_TRANSLATE_NOOP("cell", "Forget gate: what to keep"),
            kind.coupled ? QT_TRANSLATE_NOOP(
                "cell", "Coupled gates: a unit forgets exactly as much as it takes in, f = 1 − i.")
                         : QT_TRANSLATE_NOOP(
                             "cell", "Near 1 a unit keeps its old cell state, near 0 it drops it."),
            kind.coupled ? std::vector<int>{Lstm::Forget, Lstm::Input}
                         : std::vector<int>{Lstm::Forget}},
        {"store", QT_TRANSLATE_NOOP("cell", "store"),
            QT_TRANSLATE_NOOP("cell", "Input gate: what to store"),
            QT_TRANSLATE_NOOP("cell",
                "The candidate proposes a new content, the input gate says how much of it each "
                "unit takes in."),
            kind.coupled ? std::vector<int>{Lstm::Candidate}
                         : std::vector<int>{Lstm::Input, Lstm::Candidate}},
        {"update", QT_TRANSLATE_NOOP("cell", "update"),
            QT_TRANSLATE_NOOP("cell", "Cell state: the update"),
            QT_TRANSLATE_NOOP("cell",
                "Old content times the forget gate plus new content times the input gate. Nothing "
                "squashes the cell line: where f stays near 1, a memory lasts."),
            {Lstm::CellState}},
        {"output", QT_TRANSLATE_NOOP("cell", "output"),
            QT_TRANSLATE_NOOP("cell", "Output gate: what to show"),
            kind.projection
                ? QT_TRANSLATE_NOOP("cell",
                    "The output gate decides which part of the memory leaves the cell now; a "
                    "projection turns it into fewer numbers.")
                : QT_TRANSLATE_NOOP("cell",
                    "The output gate decides which part of the memory leaves the cell now. A "
                    "closed unit still remembers."),
            {Lstm::Output, Lstm::Hidden}},
    };
}

} // namespace

Lstm::Lstm(const LstmKind& kind)
    : Cell(makeTracks(kind), makePhases(kind))
    , m_kind(kind)
    , m_wiring(lstmWiring(kind))
{
}

} // namespace rnnscope
