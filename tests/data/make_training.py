#!/usr/bin/python3
"""Makes training.json, the reference for training, from PyTorch alone: Debian's python3-torch, double precision.

A network of each kind, started from fixed numbers, is trained for a few updates by truncated BPTT with a carried
state, clipping that is sometimes active, and Adam with a rate that falls linearly. Kept: the loss and the
gradient norm before clipping of every update, and all parameters at the end, in the order embedding, head
weight, head bias, weight_ih, weight_hh, bias_ih, bias_hh, row-major.
"""

import json
import math
import pathlib

import torch
from torch import nn

DIMENSIONS, UNITS, TOKENS = 2, 3, 4
SEQUENCES = ([0, 1, 2, 3, 0, 1, 3, 2, 0, 1, 2, 3], [3, 2, 1, 0, 3])
CHUNKS = ((0, 0, 3), (0, 3, 7), (0, 7, 11), (1, 0, 4))  # sequence, from, to: at most 4 steps, even lengths
STEPS, RATE, CLIP = 10, 0.1, 0.7


def main():
    torch.set_default_dtype(torch.float64)
    result = {}
    for name, make in (("rnn", nn.RNN), ("lstm", nn.LSTM), ("gru", nn.GRU)):
        embedding, rnn, head = nn.Embedding(TOKENS, DIMENSIONS), make(DIMENSIONS, UNITS), nn.Linear(UNITS, TOKENS)
        parameters = [embedding.weight, head.weight, head.bias, *rnn.parameters()]
        with torch.no_grad():
            for number, parameter in enumerate(parameters):
                flat = [math.sin(1 + number + 0.7 * i) for i in range(parameter.numel())]
                parameter.copy_(torch.tensor(flat).reshape(parameter.shape))
        adam = torch.optim.Adam(parameters, lr=RATE)
        losses, norms, state = [], [], None
        for step in range(STEPS):
            sequence, begin, end = CHUNKS[step % len(CHUNKS)]
            ids = torch.tensor(SEQUENCES[sequence])
            state = None if begin == 0 else state
            hidden, state = rnn(embedding(ids[begin:end]), state)
            state = tuple(s.detach() for s in state) if name == "lstm" else state.detach()
            loss = nn.functional.cross_entropy(head(hidden), ids[begin + 1 : end + 1])
            adam.zero_grad()
            loss.backward()
            losses.append(loss.item())
            norms.append(nn.utils.clip_grad_norm_(parameters, CLIP).item())
            for group in adam.param_groups:
                group["lr"] = RATE * (STEPS - step) / STEPS
            adam.step()
        flat = [value for parameter in parameters for value in parameter.flatten().tolist()]
        result[name] = {"losses": losses, "norms": norms, "parameters": flat}
    text = json.dumps(result, indent=1).replace(",\n   ", ", ")
    pathlib.Path(__file__).with_name("training.json").write_text(text + "\n")


main()
