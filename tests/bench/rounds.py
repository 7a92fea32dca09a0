"""Interleaved rounds of one case: ours, then each of PyTorch's ways to do it."""

import ctypes
import dataclasses
import gc
import math
import statistics
import subprocess
import time

import torch

ROUNDS = 7
LEAST = 0.02  # seconds that one side works in a round at least
MOST = 8  # seconds for one case; beyond them, fewer rounds, but for three twice as many
SLEEP = 0.03  # seconds until a second thread of PyTorch's no longer waits for work actively


@dataclasses.dataclass(frozen=True)
class Case:
    what: str
    cell: str
    units: int
    steps: int
    batch: int = 1


class Ours:
    """The program bench_rounds, kept alive between rounds."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, case, repeats):
        """Seconds that one takes, or None where it cannot be measured."""
        words = (case.what, case.cell, case.units, case.steps, case.batch, repeats)
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise SystemExit(f"bench_rounds ended at {case}")
        return None if answer == "none" else float(answer) * 1e-9


class Mine:
    """Our side of a case: seconds() of one, in a batch of repeats that is long enough."""

    def __init__(self, ours, case):
        self.ours, self.case = ours, case
        ours.ask(case, 1)
        self.first = ours.ask(case, 1)
        self.repeats = 1 if self.first is None else repeats_for(self.first)

    def seconds(self):
        return self.ours.ask(self.case, self.repeats)


class Rival:
    """The fastest of PyTorch's ways to do a case, each with one and with two threads."""

    def __init__(self, case, *makers, trial=None):
        """`trial` is a shorter case that finds the fastest; its times count by their steps."""
        trial = trial or case
        runs = [(make, make(trial)) for make in makers]
        tried = [(once(run, threads), threads, make) for make, run in runs for threads in (1, 2)]
        best, self.threads, make = min(tried, key=lambda one: one[0])
        self.first = best * case.steps / trial.steps
        self.repeats = repeats_for(self.first)
        self.run = dict(runs)[make] if trial == case else make(case)

    def seconds(self):
        use(self.threads)
        spent = seconds(self.run, self.repeats)
        if self.threads > 1:
            time.sleep(SLEEP)
        return spent


@dataclasses.dataclass
class Outcome:
    ours: float
    rivals: list  # seconds, medians
    ratios: list  # medians of each round's ratio
    threads: list
    rounds: int


def compare(ours, case, rivals):
    """An Outcome, or None where ours cannot be measured. `rivals` are functions that make each Rival."""
    mine = Mine(ours, case)
    if mine.first is None:
        return None
    rivals = [make() for make in rivals]
    sides = [mine, *rivals]
    rounds = rounds_for(sum(side.repeats * side.first for side in sides))
    gc.collect()
    gc.disable()
    times = [[side.seconds() for side in sides] for _ in range(rounds)]
    gc.enable()
    medians = [statistics.median(column) for column in zip(*times)]
    ratios = [statistics.median(row[i + 1] / row[0] for row in times) for i in range(len(rivals))]
    return Outcome(medians[0], medians[1:], ratios, [rival.threads for rival in rivals], rounds)


def compare_cases(ours, cases):
    """Median seconds of cases of ours alone, in turn."""
    mine = [Mine(ours, case) for case in cases]
    times = [[one.seconds() for one in mine] for _ in range(ROUNDS)]
    return [None if column[0] is None else statistics.median(column) for column in zip(*times)]


def rounds_for(one_round):
    """7; 5, 3 or 1 where they would take too long."""
    if 5 * one_round <= MOST:
        return ROUNDS if ROUNDS * one_round <= MOST else 5
    return 3 if 3 * one_round <= 2 * MOST else 1


def repeats_for(one):
    return max(1, math.ceil(LEAST / one))


def once(run, threads):
    """The shortest of a few times that one run takes with so many threads."""
    use(threads)
    first = seconds(run, 1)
    if first > LEAST:
        return min(first, seconds(run, 1))
    return min(seconds(run, repeats_for(first)) for _ in range(3))


def seconds(run, repeats):
    """Of one run. A short one is done once more before, as on our side."""
    if repeats > 1:
        run()
    begin = time.perf_counter()
    for _ in range(repeats):
        run()
    return (time.perf_counter() - begin) / repeats


BLAS = ctypes.CDLL("libblas.so.3")


def use(threads):
    torch.set_num_threads(threads)
    BLAS.openblas_set_num_threads(threads)
