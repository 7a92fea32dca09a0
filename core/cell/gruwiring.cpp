#include "core/cell/wiring.h"

namespace rnnscope {

const Wiring& gruWiring()
{
    static const Wiring wiring;
    return wiring;
}

} // namespace rnnscope
