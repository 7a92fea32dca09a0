#pragma once

#include "core/load/reader.h"

#include <concepts>

namespace rnnscope {

// What goes over the wire of each struct, and in which order, for both directions. Everything is
// taken apart by name: a member that is added somewhere does not compile here until it is said.

template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

template <class T, class... Structs>
concept OneOf = (std::same_as<std::remove_const_t<T>, Structs> || ...);

template <class T>
concept Described = OneOf<T, Error, Archive, Piece, StoredBlock, StoredLayer, StoredDense,
    StoredNetwork, Contents>;

constexpr Fault lastOf(Fault) { return Fault::Cancelled; }
constexpr Type lastOf(Type) { return Type::Bool; }
constexpr Merge lastOf(Merge) { return Merge::Average; }

template <class Form, class... Fields>
void fieldsOf(Form& form, Fields&... all)
{
    (form(all), ...);
}

template <class Form>
void fields(Form& form, OneOf<Error> auto& error)
{
    auto& [fault, where, found, advice] = error;
    fieldsOf(form, fault, where, found, advice);
}

template <class Form>
void fields(Form& form, OneOf<Archive> auto& archive)
{
    auto& [file, format, tensors, metadata, vocabularies] = archive;
    fieldsOf(form, file, format, tensors, metadata, vocabularies);
}

template <class Form>
void fields(Form& form, OneOf<Piece> auto& piece)
{
    auto& [tensor, offset, rows, columns, rowStep, columnStep, run, runStep] = piece;
    fieldsOf(form, tensor, offset, rows, columns, rowStep, columnStep, run, runStep);
}

template <class Form>
void fields(Form& form, OneOf<StoredBlock> auto& block)
{
    auto& [w, u, b, d] = block;
    fieldsOf(form, w, u, b, d);
}

template <class Form>
void fields(Form& form, OneOf<StoredLayer> auto& layer)
{
    auto& [name, cell, blocks, order, peeps, projection, startHidden, startCell, forgetBias, unsaid,
        backward, second, merge]
        = layer;
    fieldsOf(form, name, cell, blocks, order, peeps, projection, startHidden, startCell, forgetBias,
        unsaid, backward, second, merge);
}

template <class Form>
void fields(Form& form, OneOf<StoredDense> auto& dense)
{
    auto& [name, w, b, activation, softmax] = dense;
    fieldsOf(form, name, w, b, activation, softmax);
}

template <class Form>
void fields(Form& form, OneOf<StoredNetwork> auto& network)
{
    auto& [name, layers, prefix, joined, described, embedding, before, after, obstacle, fault,
        around]
        = network;
    fieldsOf(form, name, layers, prefix, joined, described, embedding, before, after, obstacle,
        fault, around);
}

template <class Form>
void fields(Form& form, OneOf<Contents> auto& contents)
{
    auto& [archive, networks] = contents; // the archive first: pieces lie in its tensors
    fieldsOf(form, archive, networks);
}

} // namespace rnnscope
