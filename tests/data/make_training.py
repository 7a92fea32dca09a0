#!/usr/bin/python3
"""Makes training.json, the reference for training, from PyTorch alone: Debian's python3-torch, double precision.

Networks of each kind, started from fixed numbers, are trained for a few updates by truncated BPTT with a carried
state, clipping that is sometimes active, and a rate that falls linearly, in four ways: "adam" and "sgd" read the
tokens of one sequence after the other, the latter with momentum; "batch" reads two sequences at once, where some
steps ask nothing; "squared" reads two sequences of numbers with a squared error and clips nothing. Kept: the loss
and the gradient norm before and after clipping of every update, and all parameters at the end, in the order
embedding (where there is one), head weight, head bias, weight_ih, weight_hh, bias_ih, bias_hh, row-major.
"""

import json
import math
import pathlib

import torch
from torch import nn

WIDTH, UNITS, TOKENS, GOALS = 2, 3, 4, 2
STEPS, CLIP = 10, 0.7
CELLS = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}

# Chunks of at most 4 steps and even lengths: sequence, from, to.
ONE_BY_ONE = ((0, 0, 3), (0, 3, 7), (0, 7, 11), (1, 0, 4))
AT_ONCE = ((0, 0, 3), (0, 3, 6), (0, 6, 9))


def foretold(ids):
    """Every token is to be foretold from those before it; a minibatch of one."""
    return torch.tensor([ids[:-1]]), torch.tensor([ids[1:]])


SEQUENCES = [foretold([0, 1, 2, 3, 0, 1, 3, 2, 0, 1, 2, 3]), foretold([3, 2, 1, 0, 3])]
PAIR = [(torch.tensor([[0, 1, 2, 3, 0, 1, 3, 2, 0], [3, 3, 0, 2, 1, 1, 0, 2, 2]]),
         torch.tensor([[1, -1, 3, 0, -1, 3, 2, 0, 1], [-1, -1, 2, -1, 1, 0, -1, -1, 3]]))]


def sines(shape, number):
    size = math.prod(shape)
    return torch.tensor([math.sin(1 + number + 0.7 * i) for i in range(size)], dtype=torch.float64).reshape(shape)


def numbers():
    """Two sequences of 9 steps; the first has no goals at steps 1 and 4, the second only at its last two."""
    goals = sines((2, 9, GOALS), 9)
    goals[0, [1, 4]] = math.nan
    goals[1, :7] = math.nan
    return [(sines((2, 9, WIDTH), 8), goals)]


def cross_entropy(outputs, targets):
    return nn.functional.cross_entropy(outputs.flatten(0, 1), targets.flatten(), ignore_index=-1)


def half_squares(outputs, goals):
    """Mean over the steps that have goals of half the squared distance from them."""
    asked = ~goals.isnan().any(dim=2)
    return (outputs[asked] - goals[asked]).square().sum() / 2 / asked.sum()


def train(cell, data, chunks, loss_of, make_optimizer, clip):
    reads_tokens = loss_of is cross_entropy
    embedding = nn.Embedding(TOKENS, WIDTH) if reads_tokens else nn.Identity()
    rnn = CELLS[cell](WIDTH, UNITS, batch_first=True)
    head = nn.Linear(UNITS, TOKENS if reads_tokens else GOALS)
    parameters = [*embedding.parameters(), head.weight, head.bias, *rnn.parameters()]
    with torch.no_grad():
        for number, parameter in enumerate(parameters):
            parameter.copy_(sines(parameter.shape, number))
    optimizer = make_optimizer(parameters)
    rate = optimizer.param_groups[0]["lr"]
    losses, norms, clipped, state = [], [], [], None
    for step in range(STEPS):
        sequence, begin, end = chunks[step % len(chunks)]
        inputs, asked = data[sequence]
        state = None if begin == 0 else state
        hidden, state = rnn(embedding(inputs[:, begin:end]), state)
        state = tuple(s.detach() for s in state) if cell == "lstm" else state.detach()
        loss = loss_of(head(hidden), asked[:, begin:end])
        optimizer.zero_grad()
        loss.backward()
        losses.append(loss.item())
        norms.append(nn.utils.clip_grad_norm_(parameters, clip).item())
        clipped.append(torch.cat([parameter.grad.flatten() for parameter in parameters]).norm().item())
        for group in optimizer.param_groups:
            group["lr"] = rate * (STEPS - step) / STEPS
        optimizer.step()
    flat = [value for parameter in parameters for value in parameter.flatten().tolist()]
    return {"losses": losses, "norms": norms, "clipped": clipped, "parameters": flat}


def adam(parameters):
    return torch.optim.Adam(parameters, lr=0.1)


def sgd(momentum):
    return lambda parameters: torch.optim.SGD(parameters, lr=0.3, momentum=momentum)


WAYS = {
    "adam": (SEQUENCES, ONE_BY_ONE, cross_entropy, adam, CLIP),
    "sgd": (SEQUENCES, ONE_BY_ONE, cross_entropy, sgd(0.5), CLIP),
    "batch": (PAIR, AT_ONCE, cross_entropy, adam, CLIP),
    "squared": (numbers(), AT_ONCE, half_squares, sgd(0), math.inf),
}


def main():
    torch.set_default_dtype(torch.float64)
    result = {way: {cell: train(cell, *how) for cell in CELLS} for way, how in WAYS.items()}
    text = json.dumps(result, indent=1).replace(",\n    ", ", ")
    pathlib.Path(__file__).with_name("training.json").write_text(text + "\n")


main()
