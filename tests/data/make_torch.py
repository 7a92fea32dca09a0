#!/usr/bin/python3
"""Makes the reference data beside this file, from PyTorch alone: Debian's python3-torch, double precision.

torch_{rnn,lstm,gru}.safetensors: networks of 1, 2 and 3 layers, with and without biases, on sequences of
several lengths. Every track of every layer, and the total derivatives of a loss by every track and parameter,
for the loss at the last step and for all losses summed.

  <layers>/<bias|none>/<parameter>                     PyTorch's names; embedding.weight, head.weight …
  <layers>/<bias|none>/<T>/{x,ids,targets,logits}      a step a row; target −1: no loss there
  <layers>/<bias|none>/<T>/<layer>/<track>             T × units
  <layers>/<bias|none>/<T>/<last|all>/<layer>/<track>  ∂L/∂track, T × units
  <layers>/<bias|none>/<T>/<last|all>/<parameter>      ∂L/∂parameter

One layer reads numbers, and its loss is the sum of its outputs; two read tokens through an embedding,
three read them one-hot, and their loss is the cross-entropy with the targets.

saved/{rnn,lstm,gru}_{1,2}.pt: state dictionaries as torch.save writes them, of networks that read numbers;
saved/values.csv: what they read; saved/expected.safetensors: <cell>_<layers>/<layer>/<track> and
<cell>_<layers>/all/<layer>/<track> as above, the loss being the sum of all outputs.
"""

import json
import pathlib
import struct

import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
INPUTS, UNITS, TOKENS = 4, 3, 5
LENGTHS = (1, 3, 6, 20, 100)
TRACKS = {
    "rnn": ("hidden",),
    "lstm": ("input", "forget", "candidate", "output", "cell", "hidden"),
    "gru": ("reset", "update", "candidate", "hidden"),
}
MAKE = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


def step(cell, wx, uh, before):
    """One step of a cell from W x + b, U h′ + d and the tracks before it: its tracks."""
    if cell == "rnn":
        return {"hidden": torch.tanh(wx + uh)}
    if cell == "lstm":
        i, f, g, o = (wx + uh).chunk(4)
        i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
        c = f * before["cell"] + i * g
        return dict(input=i, forget=f, candidate=g, output=o, cell=c, hidden=o * torch.tanh(c))
    (wr, wz, wn), (ur, uz, un) = wx.chunk(3), uh.chunk(3)
    r, z = torch.sigmoid(wr + ur), torch.sigmoid(wz + uz)
    n = torch.tanh(wn + r * un)
    return dict(reset=r, update=z, candidate=n, hidden=(1 - z) * n + z * before["hidden"])


def unroll(cell, rnn, x):
    """Every track of every layer, as a list over layers of lists over steps; equal to PyTorch's own."""
    layers, below = [], list(x)
    for layer in range(rnn.num_layers):
        w, u = getattr(rnn, f"weight_ih_l{layer}"), getattr(rnn, f"weight_hh_l{layer}")
        b = getattr(rnn, f"bias_ih_l{layer}") if rnn.bias else 0
        d = getattr(rnn, f"bias_hh_l{layer}") if rnn.bias else 0
        now = {track: torch.zeros(rnn.hidden_size, dtype=x.dtype) for track in TRACKS[cell]}
        steps = []
        for column in below:
            now = step(cell, w @ column + b, u @ now["hidden"] + d, now)
            steps.append(now)
        layers.append(steps)
        below = [tracks["hidden"] for tracks in steps]
    assert torch.allclose(rnn(x.unsqueeze(1))[0][:, 0], torch.stack(below), rtol=0, atol=1e-12)
    return layers


def gradients(loss, layers, parameters):
    """The total derivatives of `loss`: per layer and track, and by parameter."""
    leaves = [tracks[t] for steps in layers for tracks in steps for t in tracks]
    found = torch.autograd.grad(
        loss, leaves + list(parameters.values()), retain_graph=True, allow_unused=True)
    of = {id(leaf): torch.zeros_like(leaf) if g is None else g
          for leaf, g in zip(leaves + list(parameters.values()), found)}
    result = tracks_of([[{t: of[id(v)] for t, v in tracks.items()} for tracks in steps]
                        for steps in layers])
    result.update({name: of[id(parameter)] for name, parameter in parameters.items()})
    return result


def tracks_of(layers):
    return {f"{n}/{t}": torch.stack([tracks[t] for tracks in steps])
            for n, steps in enumerate(layers) for t in steps[0]}


def write(path, tensors):
    """safetensors: the header's length, the header, the numbers."""
    header, blob = {}, b""
    for name, tensor in tensors.items():
        number = "I32" if tensor.dtype == torch.int64 else "F32"
        kind = torch.int32 if number == "I32" else torch.float32
        data = tensor.detach().to(kind).contiguous().numpy().tobytes()
        header[name] = {"dtype": number, "shape": list(tensor.shape),
                        "data_offsets": [len(blob), len(blob) + len(data)]}
        blob += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + blob)


def stronger(module):
    """PyTorch's start with half as much again, rounded to what a float32 file holds."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_((parameter * 1.5).float().double())
    return module


def network(cell, depth, bias, tensors):
    """All cases of one network."""
    prefix = f"{depth}/{'bias' if bias else 'none'}"
    inputs = TOKENS if depth == 3 else INPUTS
    embedding = stronger(nn.Embedding(TOKENS, INPUTS)) if depth == 2 else None
    rnn = stronger(MAKE[cell](inputs, UNITS, depth, bias=bias))
    head = stronger(nn.Linear(UNITS, TOKENS, bias=bias))
    parameters = {"embedding.weight": embedding.weight} if embedding else {}
    parameters.update(rnn.named_parameters())
    parameters.update({f"head.{name}": p for name, p in head.named_parameters()})
    tensors.update({f"{prefix}/{name}": p for name, p in parameters.items()})
    for length in LENGTHS:
        ids = torch.randint(TOKENS, (length,))
        targets = torch.randint(TOKENS, (length,))
        if length > 3:
            targets[2] = -1
        if depth == 1:
            x = torch.randn(length, INPUTS).double()
        else:
            x = embedding(ids) if embedding else nn.functional.one_hot(ids, TOKENS).double()
        layers = unroll(cell, rnn, x)
        logits = head(torch.stack([tracks["hidden"] for tracks in layers[-1]]))
        each = logits.sum(1) if depth == 1 else nn.functional.cross_entropy(
            logits, targets, ignore_index=-1, reduction="none")
        case = f"{prefix}/{length}"
        values = dict(x=x, ids=ids, targets=targets, logits=logits, **tracks_of(layers))
        tensors.update({f"{case}/{name}": v for name, v in values.items()})
        for name, loss in (("last", each[-1]), ("all", each.sum())):
            tensors.update({f"{case}/{name}/{by}": g
                            for by, g in gradients(loss, layers, parameters).items()})


def saved(folder):
    """Files as people save them, and what PyTorch computes with them."""
    folder.mkdir(exist_ok=True)
    x = torch.randn(100, INPUTS).float().double()
    rows = [",".join(repr(float(v)) for v in row) for row in x.float()]
    (folder / "values.csv").write_text("\n".join(rows) + "\n")
    expected = {}
    for cell in TRACKS:
        for depth in (1, 2):
            rnn = stronger(MAKE[cell](INPUTS, 8, depth))
            torch.save(rnn.float().state_dict(), folder / f"{cell}_{depth}.pt")
            layers = unroll(cell, rnn.double(), x)
            loss = sum(tracks["hidden"].sum() for tracks in layers[-1])
            values = tracks_of(layers)
            values.update({f"all/{by}": g for by, g in gradients(loss, layers, {}).items()})
            expected.update({f"{cell}_{depth}/{name}": v for name, v in values.items()})
    write(folder / "expected.safetensors", expected)


def main():
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(1)
    for cell in TRACKS:
        tensors = {}
        for depth in (1, 2, 3):
            for bias in (True, False):
                network(cell, depth, bias, tensors)
        write(HERE / f"torch_{cell}.safetensors", tensors)
    saved(HERE / "saved")


if __name__ == "__main__":
    main()
