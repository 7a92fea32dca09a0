#pragma once

#include "core/load/channel.h"
#include "core/load/untrusted.h"
#include "core/load/wire.h"

#include <csignal>
#include <cstdlib>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace rnnscope {

/// A reading process that does what the file it is given says, a command a line:
///     ask NAME         asks for another file
///     report FRACTION  sets the progress
///     descriptors      looks at what is open
///     cut              makes the progress' memory shorter
///     wait SECONDS
///     raise SIGNAL
///     write COUNT      hands back so many bytes of nonsense
///     answer           hands back what the commands before gave, as metadata by command
///     elsewhere        says that the answer is where nothing is
///     nonsense         sends a letter that makes no sense
class Puppet {
public:
    int run()
    {
        const auto order = m_channel.receive(3);
        if (!order || order->files.size() != 3)
            return 1;
        m_files = order->files;
        std::string commands(m_files[0]->size(), '\0');
        m_files[0]->read(0, std::as_writable_bytes(std::span(commands)));
        std::istringstream in(commands);
        for (std::string line; std::getline(in, line);) {
            const size_t space = std::min(line.find(' '), line.size());
            obey(line, line.substr(0, space), line.substr(std::min(space + 1, line.size())));
        }
        return 0;
    }

private:
    void obey(const std::string& line, const std::string& verb, const std::string& rest)
    {
        auto& said = m_contents.archive.metadata[line];
        if (verb == "ask")
            said = ask(rest);
        else if (verb == "report")
            shared().report(std::stod(rest));
        else if (verb == "descriptors")
            said = descriptors();
        else if (verb == "cut")
            said = ::ftruncate(m_files[2]->descriptor(), 0) == 0 ? "done" : "refused";
        else if (verb == "wait")
            std::this_thread::sleep_for(std::chrono::duration<double>(std::stod(rest)));
        else if (verb == "raise")
            std::raise(std::stoi(rest));
        else if (verb == "write")
            finish(std::string(std::stoul(rest), 'x'), 0);
        else if (verb == "answer")
            finish(writeWire(m_contents, [](const Data&) { return FilePlace{}; }), 0);
        else if (verb == "elsewhere")
            finish({}, 1 << 30);
        else if (verb == "nonsense")
            m_channel.send({static_cast<Letter::Kind>(77), "?"});
    }

    std::string ask(const std::string& name)
    {
        m_channel.send({Letter::Ask, name});
        const auto answer = m_channel.receive(1);
        if (!answer)
            return "no answer";
        if (answer->kind != Letter::Given)
            return readWire(bytesOf(answer->text), {}, name).error().found;
        std::string text(answer->files.at(0)->size(), '\0');
        answer->files[0]->read(0, std::as_writable_bytes(std::span(text)));
        const bool open = ::write(answer->files[0]->descriptor(), "!", 1) == 1;
        return text + (open ? " and may write to it" : "");
    }

    /// Numbers of all that is open, and the environment.
    static std::string descriptors()
    {
        std::string all;
        for (int i = 0; i < 256; ++i)
            if (::fcntl(i, F_GETFD) >= 0)
                all += std::to_string(i) + " ";
        for (char** one = environ; *one; ++one)
            all += *one;
        return all;
    }

    Watch& shared()
    {
        return *static_cast<Watch*>(::mmap(nullptr, sizeof(Watch), PROT_READ | PROT_WRITE,
            MAP_SHARED, m_files[2]->descriptor(), 0));
    }

    void finish(const std::string& wire, uint64_t place)
    {
        if (::write(m_files[1]->descriptor(), wire.data(), wire.size()) >= 0)
            m_channel.send(
                {Letter::Done, std::string(textOf(std::as_bytes(std::span(&place, 1))))});
    }

    Channel m_channel{readingDescriptor};
    std::vector<OpenFilePtr> m_files;
    Contents m_contents;
};

} // namespace rnnscope
