#include "core/load/channel.h"

#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace rnnscope {

namespace {

constexpr size_t mostText = 60'000;
constexpr size_t mostFiles = 3;

/// Room for the descriptors that go with a letter, as the system wants it.
struct Handover {
    alignas(cmsghdr) std::array<char, CMSG_SPACE(mostFiles * sizeof(int))> room{};
};

std::vector<OpenFilePtr> filesIn(msghdr& message)
{
    std::vector<OpenFilePtr> files;
    for (cmsghdr* one = CMSG_FIRSTHDR(&message); one; one = CMSG_NXTHDR(&message, one)) {
        if (one->cmsg_level != SOL_SOCKET || one->cmsg_type != SCM_RIGHTS)
            continue;
        for (size_t at = CMSG_LEN(0); at + sizeof(int) <= one->cmsg_len; at += sizeof(int)) {
            int descriptor = -1;
            std::memcpy(&descriptor, reinterpret_cast<const char*>(one) + at, sizeof descriptor);
            files.push_back(std::make_shared<const OpenFile>(descriptor));
        }
    }
    return files;
}

} // namespace

std::optional<std::pair<Channel, Channel>> Channel::pair()
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return {};
    return std::pair(Channel(ends[0]), Channel(ends[1]));
}

bool Channel::send(const Letter& letter) const
{
    std::string text = static_cast<char>(letter.kind) + letter.text.substr(0, mostText);
    iovec part{text.data(), text.size()};
    Handover handover;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (const size_t count = letter.files.size(); count > 0) {
        message.msg_control = handover.room.data();
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        cmsghdr* const head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(count * sizeof(int));
        for (size_t i = 0; i < count; ++i) {
            const int descriptor = letter.files[i]->descriptor();
            std::memcpy(CMSG_DATA(head) + i * sizeof(int), &descriptor, sizeof descriptor);
        }
    }
    return ::sendmsg(descriptor(), &message, MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

std::optional<Letter> Channel::receive(size_t files) const
{
    std::string text(mostText + 1, '\0');
    iovec part{text.data(), text.size()};
    Handover handover;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (files > 0) {
        message.msg_control = handover.room.data();
        message.msg_controllen = CMSG_SPACE(files * sizeof(int));
    }
    ssize_t got = 0;
    do
        got = ::recvmsg(descriptor(), &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        return {};
    Letter letter{static_cast<Letter::Kind>(text[0]), text.substr(1, size_t(got) - 1),
        files > 0 ? filesIn(message) : std::vector<OpenFilePtr>()};
    return letter;
}

Channel::State Channel::wait(std::chrono::milliseconds time) const
{
    pollfd one{descriptor(), POLLIN, 0};
    if (::poll(&one, 1, static_cast<int>(time.count())) <= 0)
        return State::Silent;
    return one.revents & POLLIN ? State::Letter : State::Closed;
}

} // namespace rnnscope
