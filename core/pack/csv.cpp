#include "core/pack/csv.h"

#include <cassert>
#include <charconv>
#include <optional>

namespace rnnscope {

namespace {

using RowMajor = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Cuts the text before the next `separator` off `rest`.
std::string_view cut(std::string_view& rest, char separator)
{
    const size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

std::string_view trimmed(std::string_view text)
{
    const size_t begin = text.find_first_not_of(" \t\r");
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::optional<double> numberIn(std::string_view field)
{
    double value = 0;
    const auto [end, fault] = std::from_chars(field.data(), field.data() + field.size(), value);
    const bool whole = fault == std::errc() && end == field.data() + field.size();
    return whole ? std::optional(value) : std::nullopt;
}

Error badLine(std::string_view name, Index line, std::string found)
{
    return {Fault::Format, "Cannot read “" + std::string(name) + "”, line " + std::to_string(line),
        std::move(found), "Write one row of numbers a step, with commas between them"};
}

bool isHeading(std::string_view line)
{
    while (!line.empty())
        if (numberIn(trimmed(cut(line, ','))))
            return false;
    return true;
}

Result<std::vector<Real>> readRow(std::string_view content, std::string_view name, Index line)
{
    std::vector<Real> row;
    do {
        const std::string_view field = trimmed(cut(content, ','));
        const auto number = numberIn(field);
        if (!number)
            return badLine(name, line, "expected a number, found “" + std::string(field) + "”");
        row.push_back(static_cast<Real>(*number));
    } while (!content.empty());
    return row;
}

void append(std::string& text, double number)
{
    char buffer[32];
    const auto value = static_cast<float>(number);
    text.append(buffer, std::to_chars(buffer, std::end(buffer), value).ptr);
}

} // namespace

Result<Matrix> readCsv(std::string_view text, std::string_view name)
{
    std::vector<Real> numbers;
    Index rows = 0, columns = 0;
    for (Index line = 1; !text.empty(); ++line) {
        const std::string_view content = trimmed(cut(text, '\n'));
        if (line == 1 ? isHeading(content) : content.empty())
            continue;
        const auto row = readRow(content, name, line);
        if (!row)
            return row.error();
        const auto width = static_cast<Index>(row->size());
        if (rows++ == 0)
            columns = width;
        if (width != columns)
            return badLine(name, line,
                "expected " + std::to_string(columns) + " numbers as in the first row, found "
                    + std::to_string(width));
        numbers.insert(numbers.end(), row->begin(), row->end());
    }
    if (rows == 0)
        return badLine(name, 1, "expected numbers, found none");
    return Matrix(Eigen::Map<const RowMajor>(numbers.data(), rows, columns));
}

std::string writeCsv(const std::vector<Tensor>& tensors, std::string_view rows)
{
    std::string text(rows);
    std::vector<int64_t> widths;
    for (const Tensor& tensor : tensors) {
        assert(tensor.shape.front() == tensors.front().shape.front());
        widths.push_back(tensor.shape.size() < 2 ? 1 : tensor.shape[1]);
        for (int64_t i = 0; i < widths.back(); ++i)
            text += "," + tensor.name
                + (tensor.shape.size() < 2 ? "" : "[" + std::to_string(i) + "]");
    }
    std::vector<std::vector<double>> numbers;
    for (const Tensor& tensor : tensors)
        numbers.push_back(tensor.numbers());
    for (int64_t step = 0; step < tensors.front().shape.front(); ++step) {
        text += "\n" + std::to_string(step);
        for (size_t k = 0; k < tensors.size(); ++k)
            for (int64_t i = 0; i < widths[k]; ++i) {
                text += ",";
                append(text, numbers[k][static_cast<size_t>(step * widths[k] + i)]);
            }
    }
    return text + "\n";
}

} // namespace rnnscope
