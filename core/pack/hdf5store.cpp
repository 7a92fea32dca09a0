#include "core/pack/hdf5store.h"

#include "core/pack/chunks.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace rnnscope::hdf5 {

namespace {

// The library asks for memory for its copy of the file and is given the file itself.

void* imageMemory(size_t, H5FD_file_image_op_t, void* image) { return image; }
void* imageCopy(void* to, const void*, size_t, H5FD_file_image_op_t, void*) { return to; }
void* noLarger(void*, size_t, H5FD_file_image_op_t, void*) { return nullptr; }
herr_t keepImage(void*, H5FD_file_image_op_t, void*) { return 0; }
void* sameImage(void* image) { return image; }
herr_t keepIt(void*) { return 0; }

/// A floating-point type of that many bits of exponent and fraction.
bool isFloatOf(hid_t type, size_t exponent, size_t fraction)
{
    size_t sign = 0, at = 0, bits = 0, from = 0, rest = 0;
    return H5Tget_fields(type, &sign, &at, &bits, &from, &rest) >= 0 && from == 0
        && rest == fraction && at == fraction && bits == exponent && sign == exponent + fraction
        && H5Tget_ebias(type) == (size_t(1) << (exponent - 1)) - 1;
}

std::optional<Type> floatType(hid_t type)
{
    switch (H5Tget_size(type)) {
    case 2:
        return isFloatOf(type, 5, 10) ? std::optional(Type::F16)
            : isFloatOf(type, 8, 7)   ? std::optional(Type::BF16)
                                      : std::nullopt;
    case 4:
        return isFloatOf(type, 8, 23) ? std::optional(Type::F32) : std::nullopt;
    case 8:
        return isFloatOf(type, 11, 52) ? std::optional(Type::F64) : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::optional<Type> integerType(hid_t type)
{
    constexpr std::array with = {Type::I8, Type::I16, Type::I32, Type::I64};
    constexpr std::array without = {Type::U8, Type::U16, Type::U32, Type::U64};
    const size_t size = H5Tget_size(type);
    if (!std::has_single_bit(size) || size > 8 || H5Tget_precision(type) != 8 * size)
        return std::nullopt;
    const auto place = static_cast<size_t>(std::countr_zero(size));
    return H5Tget_sign(type) == H5T_SGN_NONE ? without[place] : with[place];
}

/// h5py writes booleans as names for 0 and 1.
std::optional<Type> namedType(hid_t type)
{
    int8_t value = -1;
    const bool boolean = H5Tget_size(type) == 1 && H5Tget_nmembers(type) == 2
        && H5Tenum_valueof(type, "TRUE", &value) >= 0 && value == 1;
    return boolean ? std::optional(Type::Bool) : std::nullopt;
}

std::optional<Type> typeOf(hid_t type)
{
    switch (H5Tget_class(type)) {
    case H5T_FLOAT:
        return floatType(type);
    case H5T_INTEGER:
        return integerType(type);
    case H5T_ENUM:
        return namedType(type);
    default:
        return std::nullopt;
    }
}

Numbers refused(std::string complaint, std::string advice = "Copy or download the file again")
{
    return {std::nullopt, false, std::move(complaint), std::move(advice)};
}

Numbers contiguous(hid_t dataset, uint64_t bytes, const Data& file)
{
    const haddr_t from = H5Dget_offset(dataset);
    if (from == HADDR_UNDEF || from > file.size() || bytes > file.size() - from)
        return refused("expected " + std::to_string(bytes) + " bytes of numbers, found "
            + (from == HADDR_UNDEF ? std::string("none stored") : "fewer to the end of the file"));
    return {file.part(from, bytes), true};
}

/// What lies beside its description is small.
Numbers compact(hid_t dataset, uint64_t bytes)
{
    const Id type(H5Dget_type(dataset), H5Tclose);
    if (H5Dget_storage_size(dataset) != bytes || bytes > limits::hdf5Compact)
        return refused("expected " + std::to_string(bytes) + " bytes of numbers, found others");
    std::vector<std::byte> numbers(bytes);
    if (H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()) < 0)
        return refused("expected numbers, found damaged data");
    return {Data(std::move(numbers))};
}

/// The filters a chunk has gone through, in the order it did.
std::optional<std::vector<Filter>> filtersOf(hid_t plist, std::string& unknown)
{
    std::vector<Filter> filters;
    const int count = H5Pget_nfilters(plist);
    for (int i = 0; i < count; ++i) {
        unsigned flags = 0, config = 0;
        std::array<unsigned, 8> values{};
        size_t length = values.size();
        std::array<char, 64> name{};
        const H5Z_filter_t id = H5Pget_filter2(plist, static_cast<unsigned>(i), &flags, &length,
            values.data(), name.size(), name.data(), &config);
        if (id == H5Z_FILTER_DEFLATE) {
            filters.push_back({Filter::Deflate, 1});
        } else if (id == H5Z_FILTER_SHUFFLE && length > 0 && values[0] > 0) {
            filters.push_back({Filter::Shuffle, values[0]});
        } else {
            name.back() = '\0';
            unknown = name[0] ? name.data() : "number " + std::to_string(id);
            return std::nullopt;
        }
    }
    return filters;
}

Numbers chunked(hid_t dataset, hid_t plist, const Stored& stored, const Data& file, uint64_t budget)
{
    std::string unknown;
    const auto filters = filtersOf(plist, unknown);
    if (!filters)
        return refused(
            "expected numbers as they are, packed by gzip or shuffled, found the filter " + unknown,
            "Save the file without compression");
    std::array<hsize_t, H5S_MAX_RANK> sides{};
    const int rank = H5Pget_chunk(plist, H5S_MAX_RANK, sides.data());
    if (rank < 1 || static_cast<size_t>(rank) != stored.shape.size())
        return refused("expected chunks of as many sides as the shape, found others");
    Chunks chunks{stored.shape, {sides.begin(), sides.begin() + rank}, sizeOf(stored.type)};
    if (!chunks.fit(budget))
        return refused("expected chunks in proportion to the file, found more or larger ones");
    const auto read = [&](const std::vector<uint64_t>& at) -> std::vector<std::byte> {
        const std::vector<hsize_t> from(at.begin(), at.end());
        hsize_t size = 0;
        if (H5Dget_chunk_storage_size(dataset, from.data(), &size) < 0 || size > file.size())
            return {};
        std::vector<std::byte> packed(size);
        uint32_t passed = 0;
        if (size == 0
            || H5Dread_chunk(dataset, H5P_DEFAULT, from.data(), &passed, packed.data()) < 0)
            return {};
        return unfiltered(std::move(packed), *filters, passed, chunks.bytes());
    };
    auto numbers = chunks.gather(read);
    if (!numbers)
        return refused("expected all of its chunks, found some missing or damaged");
    return {Data(std::move(*numbers))};
}

Numbers asStored(
    hid_t dataset, const Stored& stored, uint64_t bytes, const Data& file, uint64_t budget)
{
    const Id plist(H5Dget_create_plist(dataset), H5Pclose);
    if (bytes == 0)
        return {Data(), true};
    if (!plist || H5Pget_external_count(plist) != 0)
        return refused("expected its numbers in the file, found them in another",
            "Save the model as one file");
    switch (H5Pget_layout(plist)) {
    case H5D_CONTIGUOUS:
        return contiguous(dataset, bytes, file);
    case H5D_COMPACT:
        return compact(dataset, bytes);
    case H5D_CHUNKED:
        return chunked(dataset, plist, stored, file, budget);
    default:
        return refused("expected its numbers in the file, found a view of others",
            "Save the model as one file without virtual datasets");
    }
}

} // namespace

Id openImage(Bytes file)
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5PLset_loading_state(0);
    const Id access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    // It is opened for reading only: nothing is written to what was const.
    auto* image = const_cast<std::byte*>(file.data());
    H5FD_file_image_callbacks_t calls{
        imageMemory, imageCopy, noLarger, keepImage, sameImage, keepIt, image};
    const bool ready = access && H5Pset_fapl_core(access, 1 << 16, false) >= 0
        && H5Pset_file_image_callbacks(access, &calls) >= 0
        && H5Pset_file_image(access, image, file.size()) >= 0;
    return Id(ready ? H5Fopen("image", H5F_ACC_RDONLY, access) : H5I_INVALID_HID, H5Fclose);
}

std::optional<Stored> storedIn(hid_t dataset, bool brain)
{
    const Id type(H5Dget_type(dataset), H5Tclose), space(H5Dget_space(dataset), H5Sclose);
    if (!type || !space || H5Sget_simple_extent_type(space) == H5S_NULL)
        return std::nullopt;
    const auto kind = brain && H5Tget_size(type) == 2 ? std::optional(Type::BF16) : typeOf(type);
    std::array<hsize_t, H5S_MAX_RANK> sides{};
    const int rank = H5Sget_simple_extent_dims(space, sides.data(), nullptr);
    if (!kind || rank < 0)
        return std::nullopt;
    Stored stored{*kind, H5Tget_order(type) == H5T_ORDER_BE, {}};
    for (size_t i = 0; i < static_cast<size_t>(rank); ++i)
        stored.shape.push_back(sides[i] > INT64_MAX ? -1 : static_cast<int64_t>(sides[i]));
    return stored;
}

Numbers numbersIn(
    hid_t dataset, const Stored& stored, uint64_t bytes, const Data& file, uint64_t budget)
{
    Numbers numbers = asStored(dataset, stored, bytes, file, budget);
    const size_t size = sizeOf(stored.type);
    if (!numbers.data || !stored.swapped || size == 1)
        return numbers;
    std::vector<std::byte> turned = numbers.data->all();
    for (size_t at = 0; at < turned.size(); at += size)
        std::reverse(turned.data() + at, turned.data() + at + size);
    return {Data(std::move(turned))};
}

} // namespace rnnscope::hdf5
