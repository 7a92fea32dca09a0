#pragma once

#include <string>
#include <utility>
#include <variant>

namespace rnnscope {

/// What kind of thing failed; the ui translates the headline by it.
enum class Fault { File, Format, Model, Input, Cancelled };

/// A user's file or input that cannot be used, told in three parts.
struct Error {
    Fault fault = Fault::Input;
    std::string where; ///< what we were doing and where: `Cannot read “weight_hh_l0” in a.pt`
    std::string found; ///< what was expected and what was found
    std::string advice; ///< what to do

    /// The three parts in one line: `where: found. advice.`
    std::string text() const;
};

/// The error of an operation that its caller stopped through a Watch.
Error cancelled(std::string where);

/// A value, or the Error that kept it from being made. The only way in which input can fail.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::move(error))
    {
    }

    explicit operator bool() const { return m_state.index() == 0; }
    const T& operator*() const& { return std::get<0>(m_state); }
    T& operator*() & { return std::get<0>(m_state); }
    T&& operator*() && { return std::get<0>(std::move(m_state)); }
    const T* operator->() const { return &std::get<0>(m_state); }
    T* operator->() { return &std::get<0>(m_state); }
    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

} // namespace rnnscope
