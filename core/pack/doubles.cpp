#include "core/pack/doubles.h"

namespace rnnscope {

Tensor doublesOf(std::string name, std::span<const double> numbers)
{
    const Bytes bytes = std::as_bytes(numbers);
    return {
        std::move(name), Type::F64, {std::ssize(numbers)}, std::vector(bytes.begin(), bytes.end())};
}

Tensor doublesOf(std::string name, const Eigen::MatrixXd& numbers)
{
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const RowMajor rows = numbers;
    Tensor tensor
        = doublesOf(std::move(name), std::span(rows.data(), static_cast<size_t>(rows.size())));
    tensor.shape = {rows.rows(), rows.cols()};
    return tensor;
}

} // namespace rnnscope
