#pragma once

#include "ui/view/page.h"

namespace rnnscope {

/// "This comparison holds constant": always beside the gradient, because a picture of RNN against
/// LSTM means nothing without it. Says first whether the comparison is fair, and why not.
class HeldConstant : public Page {
    Q_OBJECT

public:
    using Page::Page;

    void refresh(Changes changes) override;
};

} // namespace rnnscope
