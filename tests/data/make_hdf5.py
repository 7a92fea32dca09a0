#!/usr/bin/python3
"""Makes tests/data/load/hdf5: small HDF5 files of every kind that is read, and of those that are not.

Run it with Debian's python3-h5py: tests/data/make_hdf5.py
"""
import pathlib
import zlib

import h5py
import numpy as np

OUT = pathlib.Path(__file__).parent / "load" / "hdf5"
NUMBERS = np.arange(12, dtype="float32").reshape(3, 4) / 4


def make(name, **options):
    return h5py.File(OUT / f"{name}.h5", "w", **options)


def kinds(file):
    for kind in ("f8", "f4", "f2", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "?", ">f4", ">i2"):
        file[kind.replace(">", "big ")] = (4 * NUMBERS).astype(kind)
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    place = h5py.h5d.create(file.id, b"compact", h5py.h5t.IEEE_F32LE,
                            h5py.h5s.create_simple((3, 4)), compact)
    place.write(h5py.h5s.ALL, h5py.h5s.ALL, NUMBERS)
    file.create_dataset("chunked", data=NUMBERS, chunks=(2, 3), compression="gzip", shuffle=True)
    brain = file.create_dataset("brain", data=(NUMBERS.view("u4") >> 16).astype("u2"))
    brain.attrs["dtype"] = "bfloat16"
    file["scalar"] = np.float32(2.5)
    file["empty"] = np.zeros((0, 4), "f4")
    file["text"] = "no numbers"
    file["pair"] = np.zeros(2, [("a", "f4"), ("b", "i4")])
    file.attrs["fixed"] = np.array([b"one", b"three"])
    file.attrs["variable"] = np.array(["één", ""], dtype=h5py.string_dtype())
    file.attrs["scalar"] = "text"
    file.attrs["number"] = 3
    file.attrs["nothing"] = np.zeros(0)


OUT.mkdir(exist_ok=True)
with make("kinds") as file:
    kinds(file)
with make("newer", libver="latest") as file:  # other headers, and links in the header
    file["numbers"] = NUMBERS
    file.attrs["scalar"] = "text"
with make("many", libver="latest") as file:  # attributes in a store of their own
    for i in range(20):
        file.attrs[f"name{i}"] = "text"
with make("wide") as file:  # trees of more than one level, and a type that stands by itself
    for i in range(300):
        file[f"link {i:03}"] = file["/"]
    file["link 300"] = NUMBERS
    file.create_dataset("pieces", data=np.arange(100, dtype="u1"), chunks=(1,))
    file["type"] = np.dtype("f4")
    file.create_dataset("typed", (3,), file["type"])
with make("links", track_order=True) as file:  # names in a store of their own
    for i in range(20):
        file.create_group(f"group {i}")
with make("pieces", libver="latest") as file:  # chunks without a tree
    file.create_dataset("numbers", data=NUMBERS, chunks=(1, 4))
with make("soft") as file:
    file["numbers"] = NUMBERS
    file["elsewhere"] = h5py.SoftLink("/numbers")
with make("outside") as file:
    file["elsewhere"] = h5py.ExternalLink("/etc/passwd", "/numbers")
with make("storage") as file:
    file.create_dataset("numbers", (3, 4), "f4", external=[("/etc/passwd", 0, 48)])
with make("view") as file:
    layout = h5py.VirtualLayout((3, 4), "f4")
    layout[:] = h5py.VirtualSource("/etc/passwd", "numbers", (3, 4))
    file.create_virtual_dataset("numbers", layout)
with make("circle") as file:
    group = file.create_group("group")
    group["numbers"] = NUMBERS
    group["again"], group["root"] = group, file["/"]
with make("deep") as file:
    file.create_group("/".join("g" * 40))
with make("huge") as file:
    file.create_dataset("numbers", (2**40, 2**10), "f4", chunks=(1024, 1024))
with make("unwritten") as file:
    file.create_dataset("numbers", (3, 4), "f4")
with make("hole") as file:
    numbers = file.create_dataset("numbers", (4, 4), "f4", chunks=(2, 4))
    numbers[:2] = 1
with make("filter") as file:
    file.create_dataset("numbers", data=np.arange(12), chunks=(4,), scaleoffset=0)
with make("bomb") as file:
    numbers = file.create_dataset("numbers", (16,), "f4", chunks=(16,), compression="gzip")
    numbers.id.write_direct_chunk((0,), zlib.compress(bytes(10_000_000), 9))
with make("missing") as file:
    file.attrs["layer_names"] = [b"lstm"]
    file.create_group("lstm").attrs["weight_names"] = [b"lstm/kernel:0"]
with make("plain") as file:  # no Keras at all, but names of PyTorch
    for name, shape in (("weight_ih_l0", (8, 3)), ("weight_hh_l0", (8, 2))):
        file["net/rnn." + name] = np.ones(shape, "f4")
