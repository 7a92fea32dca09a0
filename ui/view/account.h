#pragma once

#include "core/run/sources.h"

#include <QString>

#include <string>
#include <vector>

namespace rnnscope {

/// Where the account is taken: a place in the run of one layer.
struct Place {
    int layer;
    int track; ///< the selected one; where the phase does not compute it, the phase's main one
    int unit; ///< of the selected track
    int step;
    int phase; ///< index into phases()
};

/// One line of numbers: what it is, as mark-up, a note in words, and its value.
struct AccountRow {
    std::string symbol;
    QString note;
    QString value;
};

/// What is computed at a place and how: the words and numbers of one phase of one step.
struct Account {
    QString title; ///< "Input gate: what to store"
    std::vector<std::string> equations; ///< mark-up; the explained one first
    QString subject; ///< whose numbers follow; empty where it is a unit
    int track = -1; ///< the explained one, or −1
    int unit = 0; ///< whose numbers follow: the selected one where the track has it, else its last
    int units = 0; ///< of the track
    std::vector<AccountRow> terms;
    AccountRow result;
    QString hint; ///< what to look for
    Origin origin; ///< what is explained
    Explanation explanation; ///< the numbers behind terms and result
    QString order; ///< what the step is to a layer that reads from the end; else empty
};

/// The trace must be the model's own over the sequence, and the place within it.
Account accountOf(
    const Model& model, const Sequence& sequence, const Trace& trace, const Place& place);

} // namespace rnnscope
