#include "core/pack/archive.h"

#include <algorithm>

namespace rnnscope {

const Tensor* Archive::find(std::string_view name) const
{
    const auto found = std::ranges::find(tensors, name, &Tensor::name);
    return found == tensors.end() ? nullptr : &*found;
}

} // namespace rnnscope
