#include "core/cell/wiring.h"

namespace rnnscope {

const Wiring& lstmWiring()
{
    static const Wiring wiring;
    return wiring;
}

} // namespace rnnscope
