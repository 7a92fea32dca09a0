#pragma once

#include "ui/view/view.h"

#include <span>

namespace rnnscope {

/// Where a view is at home.
enum class Home {
    Stage, ///< open in the window by default
    Demand, ///< in the window when it is asked for
    Window, ///< in a window of its own
};

/// A kind of view: the menus, the command line and the window's layout come from this table.
struct ViewInfo {
    std::string_view id; ///< "sequence"
    const char* title; ///< English, translatable in the context "view"
    int key; ///< that shows it, with modifiers, as in QKeySequence
    View* (*make)(const Desk& desk, QWidget* parent);
    Home home = Home::Demand;
    std::string_view beside
        = "heatmap"; ///< the view whose place it shares; empty for one of its own
};

std::span<const ViewInfo> views();
/// The view of that id, or nullptr.
const ViewInfo* findView(std::string_view id);

} // namespace rnnscope
