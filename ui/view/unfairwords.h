#pragma once

#include "core/task/fairness.h"
#include "ui/state/scene.h"

#include <QStringList>

namespace rnnscope {

/// Why a comparison is unfair, in the present language, a sentence a reason. Rich text.
QStringList unfairWords(const Scene& scene, const Fairness& fairness);

} // namespace rnnscope
