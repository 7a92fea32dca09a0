#pragma once

#include "core/task/drills.h"

namespace rnnscope {

// The drills behind the table in drills.cpp; each is described in Drill.

/// Two symbols far apart among noise decide the class, asked by the last symbol. Hochreiter &
/// Schmidhuber 1997, experiment 6a: at distance 80 the symbols stand where theirs do, at steps 10
/// to 20 and 50 to 60; the length is 101 where theirs varies from 100 to 110.
extern const Drill temporalOrder;

/// The first symbol decides the class, noise follows, the last symbol asks. After the latch of
/// Bengio, Simard & Frasconi 1994, in symbols.
extern const Drill latch;

/// Numbers in [0, 1), one marked in either half; their sum is asked at the last step. Hochreiter &
/// Schmidhuber 1997, experiment 4, in the form of Arjovsky, Shah & Bengio 2016.
extern const Drill adding;

/// Ten of eight symbols, blanks, a question mark, then the ten again in their order. Arjovsky, Shah
/// & Bengio 2016, whose T is the distance + 1; they ask for blanks too, here only the ten are
/// asked.
extern const Drill copying;

/// Each symbol is asked for again `distance` steps later.
extern const Drill echo;

/// How many brackets are open, 0 to 4, each number equally often, asked at every step but the first
/// few. At least `distance` letters lie between two brackets.
extern const Drill brackets;

/// aⁿbⁿ for n from 2 to the distance, padded by the end mark to 2 · distance steps. Asked is the
/// next symbol wherever it is determined, from the first b on; judged are the last b and the one
/// before it, which only a count tells apart. Gers & Schmidhuber 2001.
extern const Drill counting;

/// Words of the embedded Reber grammar, all of one length; asked is every next symbol. Judged is
/// the last but one, T or P as the second was: the only one that takes a long memory (Hochreiter &
/// Schmidhuber 1997, experiment 1; the grammar as in Cleeremans, Servan-Schreiber & McClelland
/// 1989).
extern const Drill reber;

} // namespace rnnscope
