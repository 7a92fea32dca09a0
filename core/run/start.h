#pragma once

#include "core/cell/cell.h"
#include "core/math/random.h"

namespace rnnscope {

/// Numbers uniform in ±bound.
Matrix uniformStart(Index rows, Index columns, double bound, Random& random);

/// A random orthogonal matrix, size × size, every one as likely as any other: Q of the QR
/// decomposition of standard normal numbers, its columns signed so that R's diagonal is positive
/// (Mezzadri 2007). Times a gain, a start of U that keeps lengths.
Matrix orthogonalStart(Index size, Random& random);

/// As many columns of it as asked for: orthonormal, size × columns, columns ≤ size.
Matrix orthonormalStart(Index size, Index columns, Random& random);

/// U of a recurrent network that copies its state: the identity (Le, Jaitly and Hinton 2015).
inline Matrix identityStart(Index size) { return Matrix::Identity(size, size); }

/// PyTorch's default: all of W, U and both biases uniform in ±1/√units.
Weights defaultStart(const Cell& cell, Index inputs, Index units, Random& random);

/// Starts the forget gate, where the cell has one, open: its input bias becomes `bias` and its
/// recurrent one 0 (Gers et al. 2000; Jozefowicz et al. 2015).
void openForgetGate(const Cell& cell, double bias, Weights& weights);

} // namespace rnnscope
