"""One function per table. Each prints it and returns whether every bar in it is met."""

import dataclasses
import functools
import math

import rivals
from rounds import Case, Rival, compare, compare_cases

CELLS = ("rnn", "lstm", "gru")
LENGTHS = (100, 1000)
SIZES = (16, 64, 128, 256, 512, 1024)

# How many times as fast as PyTorch ours has to be, by size.
FORWARD = {16: 100, 64: 7, 128: 3, 256: 1.5, 512: 3.5}
GRADIENT = {16: 500, 64: 35, 128: 11, 256: 5.5, 512: 10}
TRAIN = {64: 18, 128: 7, 256: 3.2}
TRAIN_BATCH = {128: 1, 256: 1, 512: 1}
JACOBIAN = {"rnn": 15, "lstm": 40, "gru": 80}
# How many times as long as the processor needs at best ours may take.
LIMIT, LIMIT_GOAL = 1.6, 1.15


class Table:
    """Prints aligned rows under a title and remembers whether all bars were met."""

    tested = 0  # bars, of all tables

    def __init__(self, title, *columns):
        self.met = True
        self.widths = [max(len(str(column)), 9) for column in columns]
        print(f"\n{title}")
        self.print(columns)

    def print(self, words, bar=""):
        aligned = "  ".join(str(word).rjust(width) for word, width in zip(words, self.widths))
        print(f"{aligned}  {bar}".rstrip(), flush=True)

    def row(self, *words, found=None, bar=None):
        """`bar` is what `found` has to reach; None where there is no bar."""
        if bar is None:
            return self.print(words)
        self.judge(found >= bar)
        return self.print(words, f"{bar:g}× {'met' if found >= bar else 'MISSED'}")

    def judge(self, met):
        self.met &= met
        Table.tested += 1

    def missing(self, *words):
        self.print([*words, "not measured"])


def milliseconds(seconds):
    return f"{seconds * 1e3:.4g}"


def rival_words(outcome):
    """Of each rival its time, thread count and ratio."""
    for time, threads, ratio in zip(outcome.rivals, outcome.threads, outcome.ratios):
        yield from (milliseconds(time), threads, f"{ratio:.3g}×")


def shortened(case, steps):
    """To try PyTorch's ways and thread counts on, where one step takes long or as long as any other."""
    return dataclasses.replace(case, steps=min(case.steps, steps))


def tell(table, ours, case, makers, bar, words=()):
    """Measures a case and prints its row; the bar is against the first rival."""
    outcome = compare(ours, case, makers)
    words = (case.cell, case.units, case.steps, *words)
    if outcome is None:
        return table.missing(*words)
    return table.row(*words, milliseconds(outcome.ours), *rival_words(outcome), outcome.rounds,
                     found=outcome.ratios[0], bar=bar)


def forward(ours, sizes):
    table = Table("forward: ours records every track, nn.X under no_grad records nothing",
                  "cell", "H", "T", "ours ms", "nn.X ms", "threads", "ratio", "rounds")
    for cell in CELLS:
        for steps in LENGTHS:
            for units in sizes:
                case = Case("forward", cell, units, steps)
                bar = FORWARD.get(units) if cell != "rnn" and steps == 1000 else None
                trial = shortened(case, 1000 if units < 512 else 100)
                tell(table, ours, case, [functools.partial(Rival, case, rivals.forward, trial=trial)], bar)
    return table.met


def gradient(ours, sizes):
    table = Table("gradient: ours, and the loop over the cell, keep every ∂L/∂h_t, ∂L/∂c_t and their norms;\n"
                  "          fused nn.X gives the parameters' gradients alone; the bar is against the loop",
                  "cell", "H", "T", "ours ms", "loop ms", "threads", "ratio", "fused ms", "threads", "ratio", "rounds")
    for cell in CELLS:
        for steps in LENGTHS:
            for units in sizes:
                case = Case("gradient", cell, units, steps)
                loop_trial = shortened(case, 100 if units < 512 else 20)
                fused_trial = shortened(case, 1000 if units < 512 else 100)
                makers = [functools.partial(Rival, case, rivals.loop, trial=loop_trial),
                          functools.partial(Rival, case, rivals.fused, trial=fused_trial)]
                tell(table, ours, case, makers, GRADIENT.get(units) if cell != "rnn" and steps == 1000 else None)
    return table.met


def train(ours, sizes):
    table = Table("train: one update, Adam with clipping; 16 tokens, an embedding before nn.X and a head after it",
                  "cell", "H", "T", "batch", "ours ms", "nn.X ms", "threads", "ratio", "rounds")
    for batch, steps, bars in ((1, 1000, TRAIN), (32, 100, TRAIN_BATCH)):
        for cell in CELLS:
            for units in bars:
                if units in sizes:
                    case = Case("train", cell, units, steps, batch)
                    tell(table, ours, case, [functools.partial(Rival, case, rivals.train)], bars[units], [batch])
    return table.met


def jacobian(ours, sizes):
    table = Table("jacobian: ‖∂s_T/∂s_k‖₂ for every k; PyTorch by autograd's step Jacobians and their product",
                  "cell", "H", "T", "ours ms", "autograd ms", "threads", "ratio", "rounds")
    for cell in CELLS if 128 in sizes else ():
        case = Case("jacobian", cell, 128, 200)
        maker = functools.partial(Rival, case, *rivals.JACOBIANS, trial=shortened(case, 5))
        tell(table, ours, case, [maker], JACOBIAN[cell])
    return table.met


def limit(ours, sizes):
    table = Table("limit: LSTM forward beside reading U at every step and multiplying W·X once, each at full speed",
                  "H", "T", "read GB/s", "Gflop/s", "limit ms", "ours ms", "ours/limit", "reading")
    steps = 1000
    for units in (size for size in (128, 256, 512) if size in sizes):
        cases = [Case(what, "lstm", units, steps) for what in ("forward", "read", "multiply")]
        once, read, multiply = compare_cases(ours, cases)
        if read is None:
            table.missing(units, steps)
            continue
        least = steps * read + multiply
        over = once / least
        table.judge(over <= LIMIT)
        table.print((units, steps, f"{16 * units**2 / read * 1e-9:.3g}",
                     f"{8 * units**2 * steps / multiply * 1e-9:.3g}", milliseconds(least), milliseconds(once),
                     f"{over:.3g}×", f"{steps * read / once:.0%}"),
                    f"≤ {LIMIT} {'met' if over <= LIMIT else 'MISSED'}, "
                    f"goal {LIMIT_GOAL} {'met' if over <= LIMIT_GOAL else 'missed'}")
    return table.met


def slope(sizes, times):
    """Of the least-squares line through the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(time) for time in times]
    middle = sum(x) / len(x)
    return sum((a - middle) * b for a, b in zip(x, y)) / sum((a - middle)**2 for a in x)


def growth(ours, sizes):
    """Ours alone. Against T at H = 64, against H at T = 1000."""
    lengths = [100 * 2**i for i in range(6)]
    for by, values in (("T", lengths), ("H", list(sizes))):
        if len(values) < 2:
            continue
        fixed = "H = 64" if by == "T" else "T = 1000"
        table = Table(f"growth with {by} at {fixed}: ours, ms, and the exponent", "", "cell", *values, "exponent")
        for what in ("forward", "gradient"):
            for cell in CELLS:
                cases = [Case(what, cell, 64, value) if by == "T" else Case(what, cell, value, 1000)
                         for value in values]
                times = compare_cases(ours, cases)
                table.row(what, cell, *map(milliseconds, times), f"{slope(values, times):.3f}")
    return True


TABLES = {table.__name__: table for table in (forward, gradient, train, jacobian, limit, growth)}
