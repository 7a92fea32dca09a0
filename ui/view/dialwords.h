#pragma once

#include <QString>

class QComboBox;

namespace rnnscope {

class Dial;

// Texts of dials that stand in several forms, in the present language.

/// A box of Match.
void wordMatch(QComboBox& box);
/// A box of Initial.
void wordInitial(QComboBox& box, const QString& name);
/// The LSTM's forget bias at the start.
void wordForgetBias(Dial& dial, const QString& name);

} // namespace rnnscope
