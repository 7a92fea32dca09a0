#include "core/pack/archive.h"

namespace rnnscope {

TensorIndex indexOf(const Archive& archive)
{
    TensorIndex index;
    for (const Tensor& tensor : archive.tensors)
        index.emplace(tensor.name, &tensor);
    return index;
}

} // namespace rnnscope
