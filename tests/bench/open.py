"""open.py BENCH PROGRAM [ROUNDS]: what tests/bench/open says."""

import json
import os
import resource
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import torch

BENCH, PROGRAM = sys.argv[1:3]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 7
LONGEST = 0.4  # seconds for 100 MB
FASTER = 5  # times as fast as PyTorch
CANCELLED = 0.1  # seconds from a cancel to the end
MEMORY = 1.5  # times the size of 1 GB

failures = []


def check(fact, text):
    print(("" if fact else "NOT MET: ") + text)
    if not fact:
        failures.append(text)


def weights(units):
    """The state of an LSTM: 32 · units² bytes and a little."""
    layer = torch.nn.LSTM(units, units)
    return {f"rnn.{name}": value.detach() for name, value in layer.state_dict().items()}


def save_safetensors(state, path):
    header, end = {}, 0
    for name, value in state.items():
        begin, end = end, end + 4 * value.numel()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for value in state.values():
            file.write(value.numpy().tobytes())


def run(*command):
    """Seconds of the clock, seconds of processors, and what was said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    end = time.perf_counter()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return end - begin, spent, said


def compare_times(folder):
    state = weights(1768)
    zipped, tensors = os.path.join(folder, "100.pt"), os.path.join(folder, "100.safetensors")
    torch.save(state, zipped)
    save_safetensors(state, tensors)
    rows = {
        "safetensors": (BENCH, PROGRAM, tensors),
        "PyTorch zip": (BENCH, PROGRAM, zipped),
        "torch.load": (sys.executable, "-c", f"import torch; torch.load({zipped!r})"),
    }
    times = {name: [] for name in rows}
    for _ in range(ROUNDS):
        for name, command in rows.items():
            times[name].append(run(*command)[:2])
    median = {name: [statistics.median(column) for column in zip(*all_times)]
              for name, all_times in times.items()}
    for name, (seconds, spent) in median.items():
        print(f"{name}, 100 MB: {seconds:.3f} s, of processors {spent:.3f} s")
    ratio = median["torch.load"][0] / median["safetensors"][0]
    check(median["safetensors"][0] < LONGEST, f"safetensors of 100 MB under {LONGEST} s")
    check(ratio >= FASTER, f"{ratio:.1f} × as fast as PyTorch, at least {FASTER}")


def compare_memory(folder):
    state = weights(5590)
    path = os.path.join(folder, "1000")
    for name, save in {
        "safetensors": lambda: save_safetensors(state, path),
        "PyTorch zip": lambda: torch.save(state, path),
        "PyTorch legacy": lambda: torch.save(state, path, _use_new_zipfile_serialization=False),
    }.items():
        save()
        seconds, cancelled, most = run(BENCH, PROGRAM, path, "cancel")[2].split()
        ratio = int(most) / os.path.getsize(path)
        check(ratio <= MEMORY, f"{name}, 1 GB: {float(seconds):.2f} s, {ratio:.2f} × its size in memory")
        check(float(cancelled) <= CANCELLED,
              f"{name}, 1 GB: cancelled at ten places, at the latest after {1000 * float(cancelled):.0f} ms")


with tempfile.TemporaryDirectory() as temporary:
    compare_times(temporary)
    compare_memory(temporary)
sys.exit(bool(failures))
