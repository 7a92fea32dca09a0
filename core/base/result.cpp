#include "core/base/result.h"

namespace rnnscope {

std::string Error::text() const { return where + ": " + found + ". " + advice + "."; }

Error cancelled(std::string where)
{
    return {
        Fault::Cancelled, std::move(where), "stopped before the end", "Start it again to have it"};
}

} // namespace rnnscope
