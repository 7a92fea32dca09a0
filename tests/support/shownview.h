#pragma once

#include "tests/support/gallery.h"
#include "tests/support/sample.h"
#include "ui/view/refresher.h"

namespace rnnscope {

/// A view on a desk, shown and up to date.
template <class V>
struct ShownView {
    explicit ShownView(const Desk& desk, QSize size = {640, 300})
        : view(desk)
        , refresher(desk)
    {
        refresher.add(&view);
        view.resize(size);
        view.show();
        refresher.flush();
    }

    V view;
    Refresher refresher;
};

/// A model alone on the desk.
inline void put(SampleDesk& sample, const Exhibit& exhibit)
{
    Scene scene;
    scene.models = {std::make_shared<const Model>(exhibit.model)};
    Watch watch;
    sample.show(*runScene(std::move(scene), exhibit.sequence, watch));
}

} // namespace rnnscope
