#pragma once

#include "core/pack/data.h"

#include <chrono>
#include <optional>
#include <string>

namespace rnnscope {

/// What one process says to the other, with the files that it hands over.
struct Letter {
    enum Kind : char {
        Read, ///< name of the file; with the file, one to write to, and one for the Watch
        Ask, ///< name of another file of the folder
        Given, ///< with that file
        Refused, ///< why not, as writeWire writes an error
        Done, ///< where in the written file the contents stand, 8 bytes
    };
    Kind kind = Done;
    std::string text = {}; ///< some kilobytes at the most
    std::vector<OpenFilePtr> files = {};
};

/// One end of a line between two processes.
class Channel {
public:
    /// Two ends that are one channel; nullopt where the system gives none.
    static std::optional<std::pair<Channel, Channel>> pair();
    /// Takes a descriptor over that another process left.
    explicit Channel(int descriptor)
        : m_end(std::make_shared<const OpenFile>(descriptor))
    {
    }

    int descriptor() const { return m_end->descriptor(); }
    bool send(const Letter& letter) const;
    /// Waits for a letter; nullopt when there will be none, or it is none.
    /// @param files how many it may bring
    std::optional<Letter> receive(size_t files) const;

    enum class State { Silent, Letter, Closed };
    /// Waits that long for something to come.
    State wait(std::chrono::milliseconds time) const;

private:
    OpenFilePtr m_end;
};

} // namespace rnnscope
