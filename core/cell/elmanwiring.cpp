#include "core/cell/wiring.h"

namespace rnnscope {

const Wiring& elmanWiring()
{
    static const Wiring wiring;
    return wiring;
}

} // namespace rnnscope
