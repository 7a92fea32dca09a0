#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/pack/data.h"
#include "core/pack/zipplaces.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

struct zip;

namespace rnnscope {

/// A zip file in memory. The bytes must outlive it.
class Zip {
public:
    /// @param name the file's name for messages
    static Result<Zip> open(Bytes file, std::string_view name);

    /// The entries' names in file order.
    const std::vector<std::string>& entries() const { return m_entries; }
    bool has(const std::string& entry) const { return m_places.contains(entry); }

    /// Unpacks an entry. Fails when it is missing, damaged, of another size than it says, or when
    /// all that was read from this zip together would be out of proportion to the file.
    Result<std::vector<std::byte>> read(const std::string& entry);
    /// The same, without a copy where the entry is stored as it is.
    /// @param keep what the zip's bytes live as long as
    /// @param file that they are mapped from, where they are: it is then read to be checked, which
    /// leaves no pages in the process that it would have to give back when it ends
    Result<Data> share(const std::string& entry, const std::shared_ptr<const void>& keep,
        const OpenFilePtr& file = nullptr);

private:
    struct Close {
        void operator()(::zip* handle) const;
    };

    std::string whereOf(const std::string& entry) const
    {
        return "Cannot read “" + entry + "” in " + m_name;
    }
    std::optional<Error> spend(uint64_t size, const std::string& entry);

    std::unique_ptr<::zip, Close> m_handle;
    Bytes m_file;
    std::string m_name;
    std::vector<std::string> m_entries;
    std::unordered_map<std::string, size_t> m_places; ///< of the entries; the first of a name
    std::unordered_map<std::string, ZipPlace> m_stored; ///< of those that are as they are
    uint64_t m_budget = 0; ///< bytes that may still be unpacked
};

/// A zip file of entries as they are, uncompressed, the same bytes every time.
std::string writeZip(const std::vector<std::pair<std::string, std::string>>& entries);

} // namespace rnnscope
