#pragma once

#include "core/load/assume.h"

#include <QString>

namespace rnnscope {

// What was chosen for a file where it does not say, kept from one time to the next: for the file of
// that place and size, and for so many files as were opened last.

inline constexpr int rememberedFiles = 50;
inline constexpr int rememberedLength = 1'000'000; ///< of one file's choices, as text

Choices rememberedChoices(const QString& path);
/// Nothing chosen is forgotten, too.
void rememberChoices(const QString& path, const Choices& choices);

} // namespace rnnscope
