#pragma once

#include "core/load/reader.h"
#include "core/model/sequence.h"
#include "core/pack/wav.h"

#include <optional>
#include <variant>

namespace rnnscope {

/// A file as input for a model: rows of numbers, a sound, or a text.
struct Feed {
    std::string name; ///< of the file, without its folder
    std::variant<Matrix, Wave, std::string> content; ///< the matrix: rows × columns as stored

    const Wave* sound() const { return std::get_if<Wave>(&content); }
    /// Steps that can be had of it: rows, or columns where it is transposed; frames of a sound; 0
    /// for a text.
    Index steps(bool transposed = false) const;
};
using FeedPtr = std::shared_ptr<const Feed>;

/// What is taken of a file.
struct Take {
    std::optional<Index> from = {}; ///< first step; where a sound begins if not given, else 0
    std::optional<Index> steps = {}; ///< how many; to the end, or longSound of a sound
    bool transposed = false; ///< a column is a step

    bool operator==(const Take&) const = default;
};

/// Steps taken of a sound if nothing else is said: it has tens of thousands a second.
inline constexpr Index longSound = 2000;

/// Whether a file that begins so is numbers or a sound rather than a saved model.
bool sniffFeed(Bytes head);

/// Reads .npy, WAV, rows of numbers as text, and any other text. Sides of 1 of an array are left
/// out. Fails on what is none of these.
Result<Feed> readFeed(const Input& input);

/// What a model takes of it, with both ends given; a row of token numbers is transposed. Fails
/// where they do not lie within the file.
Result<Take> stretchOf(const Model& model, const Feed& feed, Take take);

/// What a model reads of it: rows of as many numbers as it takes a step; a single column or row of
/// whole numbers as token numbers, where it takes those; the channels of a sound, or their mean
/// where it takes one number; a text, where it has a vocabulary.
Result<Sequence> sequenceFromFeed(const Model& model, const Feed& feed, const Take& take);

/// Whether its rows do not fit the model but its columns do.
bool fitsTransposed(const Model& model, const Feed& feed);

} // namespace rnnscope
