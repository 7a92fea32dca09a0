#pragma once

#include "ui/state/scene.h"

#include <QStringList>

namespace rnnscope {

/// As many models stand side by side as there are curves that are told apart.
inline constexpr size_t mostBeside = 3;

/// What the models of a scene are called: by their cells in an example, or where one stands alone;
/// else by their files, told apart by suffix and folder where that is needed.
QStringList namesOf(const Scene& scene);

/// A name cut in its middle to so many characters, which fit beside a curve or above a column.
QString shortened(const QString& name, qsizetype most = 20);

/// The scene with the model of a file added behind those that were opened, or beside the one of
/// place `chosen` where they are an example's. All read what the first one does now, or else an
/// example that all can read. Fails where there is none, and where it would be too many.
/// @param path, choices as in fileScene()
Result<FileScene> besideScene(
    const Scene& scene, size_t chosen, const QString& path, const Choices& choices, Watch& watch);
/// The same with a file that is read already.
Result<ScenePtr> besideScene(const Scene& scene, size_t chosen, ContentsPtr contents,
    const QString& path, const Choices& choices, Watch& watch);

/// The scene without the model of that place; it has to have others.
ScenePtr closedScene(const Scene& scene, size_t place);

} // namespace rnnscope
