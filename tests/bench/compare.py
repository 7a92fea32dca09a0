"""Run by tests/bench/compare: our times and PyTorch's in turn, as tables."""

import argparse
import os
import pathlib
import time

# What would make OpenBLAS take another processor's kernels or fewer threads than there are.
for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS",
             "OMP_NUM_THREADS", "OMP_THREAD_LIMIT"):
    os.environ.pop(name, None)

import ctypes

import torch

import rounds
import tables


def choice(among, kind):
    def read(text):
        chosen = [kind(word) for word in text.split(",")]
        for one in chosen:
            if one not in among:
                raise argparse.ArgumentTypeError(f"{one}: not one of {','.join(map(str, among))}")
        return chosen

    return read


def options():
    parser = argparse.ArgumentParser(prog="tests/bench/compare", description=__doc__)
    parser.add_argument("program", help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=choice(tables.TABLES, str), default=list(tables.TABLES),
                        help=f"tables to print, of {','.join(tables.TABLES)}")
    parser.add_argument("--sizes", type=choice(tables.SIZES, int), default=list(tables.SIZES),
                        help=f"numbers of units, of {','.join(map(str, tables.SIZES))}")
    return parser.parse_args()


def refuse_other_blas():
    """PyTorch on the reference BLAS is many times slower than it has to be."""
    maps = pathlib.Path("/proc/self/maps").read_text().splitlines()
    loaded = {line.split()[-1] for line in maps if "/libblas" in line}
    if not loaded or any("openblas" not in path for path in loaded):
        raise SystemExit(f"PyTorch does not compute with OpenBLAS but with {', '.join(loaded) or 'none'}. "
                         "Install libopenblas0-pthread, or choose it:\n"
                         "    update-alternatives --config libblas.so.3-x86_64-linux-gnu")


def header():
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                     "processor unknown")
    rounds.BLAS.openblas_get_config.restype = ctypes.c_char_p
    blas = rounds.BLAS.openblas_get_config().decode().split()
    return (f"{processor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}; torch {torch.__version__}, "
            f"{blas[0]} {blas[1]} ({blas[-2]}), 1 or 2 threads, whichever is faster; ours 1 or 2, whichever it takes; "
            f"medians of interleaved rounds, ratios round by round")


def main():
    chosen = options()
    refuse_other_blas()
    begin = time.monotonic()
    print(header())
    ours = rounds.Ours(chosen.program)
    met = [tables.TABLES[name](ours, chosen.sizes) for name in chosen.rows]
    missed = [name for name, good in zip(chosen.rows, met) if not good]
    verdict = f"missed bars in: {', '.join(missed)}" if missed else "no bar was missed"
    print(f"\n{time.monotonic() - begin:.0f} s, load {os.getloadavg()[0]:.2f}; "
          f"{verdict if tables.Table.tested else 'no bar was tested'}")
    return 1 if missed or not tables.Table.tested else 0


if __name__ == "__main__":
    raise SystemExit(main())
