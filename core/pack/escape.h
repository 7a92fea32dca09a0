#pragma once

#include <string>
#include <string_view>

namespace rnnscope {

/// Text of pickle protocol 0 as UTF-8: bytes are Latin-1, and \n \r \t \\ \' \" \xNN \uNNNN
/// \UNNNNNNNN stand for one character each. What is no such sequence stays.
std::string unescaped(std::string_view text);

/// The same between quotes, which are taken off.
std::string unquoted(std::string_view text);

} // namespace rnnscope
