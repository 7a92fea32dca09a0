#include "core/pack/hdf5heap.h"

namespace rnnscope::hdf5 {

std::optional<Bytes> Heaps::find(uint64_t address, uint32_t number)
{
    auto heap = m_heaps.find(address);
    if (heap == m_heaps.end())
        heap = m_heaps.emplace(address, read(address)).first;
    const auto found = heap->second.find(number);
    return found == heap->second.end() ? std::nullopt : std::optional(found->second);
}

Heaps::Heap Heaps::read(uint64_t address)
{
    Heap heap;
    Cursor head = m_image.take(address, 16);
    const bool sound = textOf(head.take(4)) == "GCOL" && head.number<uint8_t>() == 1;
    head.take(3);
    const auto size = head.number<uint64_t>();
    Cursor in = m_image.take(address + 16, sound && size > 16 ? size - 16 : 0);
    while (in.remaining() >= 16) {
        const auto number = in.number<uint16_t>();
        in.take(6); // references
        const auto length = in.number<uint64_t>();
        const Bytes body = in.take(length);
        if (number == 0 || in.failed()) // what is free, to the end
            break;
        heap.emplace(number, body);
        in.take((8 - length % 8) % 8);
    }
    return heap;
}

} // namespace rnnscope::hdf5
