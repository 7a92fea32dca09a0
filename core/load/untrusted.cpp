#include "core/load/untrusted.h"

#include "core/load/channel.h"
#include "core/load/confine.h"
#include "core/load/files.h"
#include "core/load/wire.h"

#include <algorithm>
#include <csignal>
#include <new>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace rnnscope {

namespace {

/// Writes what is handed back to a file, piece by piece.
class Handing {
public:
    Handing(OpenFilePtr file, std::shared_ptr<const std::vector<Bytes>> regions)
        : m_file(std::move(file))
        , m_regions(std::move(regions))
    {
    }

    /// Where bytes lie in what both processes have: of a file that was read, or written now.
    FilePlace place(const Data& data)
    {
        const Bytes bytes = data.inMemory();
        for (uint32_t i = 0; i < m_regions->size() && !bytes.empty(); ++i) {
            const Bytes region = (*m_regions)[i];
            if (std::less_equal()(region.data(), bytes.data())
                && std::less_equal()(bytes.data() + bytes.size(), region.data() + region.size()))
                return {i + 1, static_cast<uint64_t>(bytes.data() - region.data())};
        }
        return {0, write(bytes)};
    }

    /// Where the bytes stand.
    uint64_t write(Bytes bytes)
    {
        const uint64_t from = m_written;
        while (!bytes.empty()) {
            const ssize_t done = ::write(m_file->descriptor(), bytes.data(), bytes.size());
            if (done <= 0)
                ::_exit(outOfMemory);
            bytes = bytes.subspan(static_cast<size_t>(done));
            m_written += static_cast<uint64_t>(done);
        }
        return from;
    }

private:
    OpenFilePtr m_file;
    std::shared_ptr<const std::vector<Bytes>> m_regions;
    uint64_t m_written = 0;
};

Result<OpenFilePtr> askFor(const Channel& channel, const std::string& name)
{
    if (channel.send({Letter::Ask, name}))
        if (const auto answer = channel.receive(1)) {
            if (answer->kind == Letter::Given && answer->files.size() == 1)
                return answer->files[0];
            return readWire(bytesOf(answer->text), {}, name).error();
        }
    return cancelled("Reading " + name);
}

} // namespace

int readUntrusted()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const Channel channel(readingDescriptor);
    const auto order = channel.receive(3);
    if (!order || order->kind != Letter::Read || order->files.size() != 3)
        return 1;
    const std::string& name = order->text;
    void* const shared = ::mmap(nullptr, sizeof(Watch), PROT_READ | PROT_WRITE, MAP_SHARED,
        order->files[2]->descriptor(), 0);
    if (shared == MAP_FAILED || !confine(order->files[0]->size()))
        return 1;

    Watch& watch = *static_cast<Watch*>(shared);
    const auto regions = std::make_shared<std::vector<Bytes>>();
    Handing handing(order->files[1], regions);
    const auto place = [&](const Data& data) { return handing.place(data); };
    const auto ask = [&](const std::string& other) { return askFor(channel, other); };
    // Not every destructor could go on after an exception.
    std::set_new_handler([] { ::_exit(outOfMemory); });
    const std::string wire
        = writeWire(readContents(mappedInput(order->files[0], name, ask, regions), watch), place);
    const uint64_t from = handing.write(bytesOf(wire));
    channel.send({Letter::Done, std::string(textOf(std::as_bytes(std::span(&from, 1))))});
    ::_exit(0); // nothing is left to be put in order
}

} // namespace rnnscope
