#!/usr/bin/python3
"""Makes the reference data beside this file, from PyTorch alone: Debian's python3-torch, double precision.

torch_<cell>.safetensors: networks of 1, 2 and 3 layers, with and without biases, on sequences of several
lengths. Every track of every layer, and the total derivatives of a loss by every track, by every parameter and
by what is read, for the loss at the last step and for all losses summed. Two layers read tokens through an
embedding, three read them one-hot, and their loss is the cross-entropy with the targets; one layer reads
numbers, and its loss is the sum of its outputs.
torch_<cell>_both.safetensors: the same of networks of 1 and 3 layers that read in both directions.
torch_lstm_projected{,_both}.safetensors: the same of LSTMs of 1 and 2 layers with projections.

  <layers>/<bias|none>/<parameter>                     PyTorch's names; embedding.weight, head.weight …
  <layers>/<bias|none>/<T>/{x,ids,targets,logits}      a step a row; target −1: no loss there
  <layers>/<bias|none>/<T>/<layer>/<track>             T × units, row t is step t in either direction
  <layers>/<bias|none>/<T>/<last|all>/<layer>/<track>  ∂L/∂track, T × units
  <layers>/<bias|none>/<T>/<last|all>/<parameter>      ∂L/∂parameter
  <layers>/<bias|none>/<T>/<last|all>/x                ∂L/∂x, T × inputs

A <layer> is named 0, 1, …; what reads it from the end, 0.reverse, 1.reverse, …

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
INPUTS, UNITS, PROJECTED, TOKENS = 4, 3, 2, 5
LENGTHS = (1, 3, 6, 20, 100)
TRACKS = {
    "rnn": ("hidden",),
    "lstm": ("input", "forget", "candidate", "output", "cell", "hidden"),
    "gru": ("reset", "update", "candidate", "hidden"),
}
MAKE = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


def step(cell, wx, uh, before, projection):
    """One step of a cell from W x + b, U h′ + d and the tracks before it: its tracks."""
    if cell == "rnn":
        return {"hidden": torch.tanh(wx + uh)}
    if cell == "lstm":
        i, f, g, o = (wx + uh).chunk(4)
        i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
        c = f * before["cell"] + i * g
        h = o * torch.tanh(c)
        return dict(input=i, forget=f, candidate=g, output=o, cell=c,
                    hidden=h if projection is None else projection @ h)
    (wr, wz, wn), (ur, uz, un) = wx.chunk(3), uh.chunk(3)
    r, z = torch.sigmoid(wr + ur), torch.sigmoid(wz + uz)
    n = torch.tanh(wn + r * un)
    return dict(reset=r, update=z, candidate=n, hidden=(1 - z) * n + z * before["hidden"])


def scan(cell, rnn, end, columns):
    """The tracks of every step of one layer in one direction, in the order it reads them."""
    w, u = getattr(rnn, f"weight_ih{end}"), getattr(rnn, f"weight_hh{end}")
    b = getattr(rnn, f"bias_ih{end}") if rnn.bias else 0
    d = getattr(rnn, f"bias_hh{end}") if rnn.bias else 0
    projection = getattr(rnn, f"weight_hr{end}") if rnn.proj_size else None
    now = dict(hidden=torch.zeros(u.shape[1]), cell=torch.zeros(rnn.hidden_size))
    steps = []
    for column in columns:
        now = step(cell, w @ column + b, u @ now["hidden"] + d, now, projection)
        steps.append(now)
    return steps


def unroll(cell, rnn, x):
    """Every track of every layer: by the layer's name a list over steps, and what leaves at each step."""
    layers, below = {}, list(x)
    for layer in range(rnn.num_layers):
        both = [scan(cell, rnn, f"_l{layer}", below)]
        layers[f"{layer}"] = both[0]
        if rnn.bidirectional:
            both.append(scan(cell, rnn, f"_l{layer}_reverse", below[::-1])[::-1])
            layers[f"{layer}.reverse"] = both[1]
        below = [torch.cat([tracks["hidden"] for tracks in now]) for now in zip(*both)]
    return layers, torch.stack(below)


def agree(found, expected):
    for one, other in zip(found, expected, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-9, atol=1e-13)


def checked(cell, rnn, x):
    """What unroll finds, after comparison with what PyTorch's own module computes, and that."""
    layers, output = unroll(cell, rnn, x)
    own, state = rnn(x.unsqueeze(1))
    ends = [steps[0 if "reverse" in name else -1] for name, steps in layers.items()]
    agree([output, torch.stack([tracks["hidden"] for tracks in ends])],
          [own[:, 0], (state[0] if cell == "lstm" else state)[:, 0]])
    if cell == "lstm":
        agree([torch.stack([tracks["cell"] for tracks in ends])], [state[1][:, 0]])
    return layers, output, own[:, 0]


def gradients(loss, layers, named):
    """The total derivatives of `loss`: per layer and track, and by what is named."""
    leaves = [tracks[t] for steps in layers.values() for tracks in steps for t in tracks]
    leaves += named.values()
    found = torch.autograd.grad(loss, leaves, retain_graph=True, allow_unused=True)
    of = {id(leaf): torch.zeros_like(leaf) if g is None else g for leaf, g in zip(leaves, found)}
    result = tracks_of({name: [{t: of[id(v)] for t, v in tracks.items()} for tracks in steps]
                        for name, steps in layers.items()})
    result.update({name: of[id(value)] for name, value in named.items()})
    return result


def tracks_of(layers):
    return {f"{name}/{t}": torch.stack([tracks[t] for tracks in steps])
            for name, steps in layers.items() for t in steps[0]}


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


def stronger(module, by=1.5):
    """PyTorch's start with half as much again, rounded to what a float32 file holds."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_((parameter * by).float().double())
    return module


def losses(outputs, targets):
    """Of every step: the cross-entropy with the target; without targets the sum of the outputs."""
    if targets is None:
        return outputs.sum(1)
    return nn.functional.cross_entropy(outputs, targets, ignore_index=-1, reduction="none")


def network(cell, depth, bias, lengths, tensors, **options):
    """All cases of one network."""
    prefix = f"{depth}/{'bias' if bias else 'none'}"
    inputs = TOKENS if depth == 3 else INPUTS
    # no stronger: where tanh is nearly 1, float32 holds little of its slope
    embedding = stronger(nn.Embedding(TOKENS, INPUTS), by=1) if depth == 2 else None
    rnn = stronger(MAKE[cell](inputs, UNITS, depth, bias=bias, **options))
    leaving = (rnn.proj_size or UNITS) * (2 if rnn.bidirectional else 1)
    head = stronger(nn.Linear(leaving, TOKENS, bias=bias))
    parameters = {"embedding.weight": embedding.weight} if embedding else {}
    parameters.update(rnn.named_parameters())
    parameters.update({f"head.{name}": p for name, p in head.named_parameters()})
    tensors.update({f"{prefix}/{name}": p for name, p in parameters.items()})
    for length in lengths:
        ids = torch.randint(TOKENS, (length,))
        targets = torch.randint(TOKENS, (length,))
        if length > 3:
            targets[2] = -1
        if depth == 1:
            x = torch.randn(length, INPUTS).float().double().requires_grad_()
        elif embedding:
            x = embedding(ids)
        else:
            x = nn.functional.one_hot(ids, TOKENS).double().requires_grad_()
        layers, output, own = checked(cell, rnn, x)
        logits = head(output)
        each, owns = (losses(y, targets if depth > 1 else None) for y in (logits, head(own)))
        case = f"{prefix}/{length}"
        values = dict(x=x, ids=ids, targets=targets, logits=logits, **tracks_of(layers))
        tensors.update({f"{case}/{name}": v for name, v in values.items()})
        named = dict(parameters, x=x)
        for name, loss, same in (("last", each[-1], owns[-1]), ("all", each.sum(), owns.sum())):
            found = gradients(loss, layers, named)
            agree([found[by] for by in named], gradients(same, {}, named).values())
            tensors.update({f"{case}/{name}/{by}": g for by, g in found.items()})


def networks(name, cell, depths, lengths=LENGTHS, **options):
    tensors = {}
    for depth in depths:
        for bias in (True, False):
            network(cell, depth, bias, lengths, tensors, **options)
    write(HERE / f"torch_{name}.safetensors", tensors)


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
            layers, output, _ = checked(cell, rnn.double(), x)
            loss = output.sum()
            values = tracks_of(layers)
            values.update({f"all/{by}": g for by, g in gradients(loss, layers, {}).items()})
            expected.update({f"{cell}_{depth}/{name}": v for name, v in values.items()})
    write(folder / "expected.safetensors", expected)


def main():
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(1)
    for cell in TRACKS:
        networks(cell, cell, (1, 2, 3))
    saved(HERE / "saved")
    for cell in TRACKS:
        networks(f"{cell}_both", cell, (1, 3), bidirectional=True)
    for end, both in (("", False), ("_both", True)):
        networks(f"lstm_projected{end}", "lstm", (1, 2), (6, 20), proj_size=PROJECTED,
                 bidirectional=both)


if __name__ == "__main__":
    main()
