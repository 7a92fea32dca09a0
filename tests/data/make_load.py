#!/usr/bin/python3
"""Makes tests/data/load: small networks saved by genuine PyTorch, and what they answer.

Run it with Debian's python3-torch (made with 1.13.1): tests/data/make_load.py
expected.json has for each file the input (token ids, or values as steps x inputs) and the outputs
of every step as steps x outputs.
"""
import json
import pathlib
import pickle

import torch

HERE = pathlib.Path(__file__).parent / "load"
TOKENS, DIMENSIONS, UNITS, OUTPUTS = 5, 3, 4, 5
IDS = [0, 3, 1, 4, 2, 2, 0]
VALUES = [[round(0.3 * t - 0.2 * i, 3) for i in range(DIMENSIONS)] for t in range(6)]
expected = {}


class Net(torch.nn.Module):
    """Embedding, recurrent layers, linear head: the model that most tutorials build."""

    def __init__(self, kind, layers=1, bias=True, **more):
        super().__init__()
        self.embedding = torch.nn.Embedding(TOKENS, DIMENSIONS)
        self.rnn = getattr(torch.nn, kind)(DIMENSIONS, UNITS, layers, bias=bias, **more)
        width = (more.get("proj_size") or UNITS) * (2 if more.get("bidirectional") else 1)
        self.fc = torch.nn.Linear(width, OUTPUTS)

    def forward(self, ids):
        return self.fc(self.rnn(self.embedding(ids)[:, None])[0])[:, 0]


class Bare(torch.nn.LSTM):
    """Recurrent layers alone, on raw values."""

    def __init__(self, **more):
        super().__init__(DIMENSIONS, UNITS, **more)

    def forward(self, values):
        return super().forward(values[:, None])[0][:, 0]


class Cells(torch.nn.Module):
    """Two cells in a list, on raw values, without a head."""

    def __init__(self):
        super().__init__()
        self.cells = torch.nn.ModuleList(
            [torch.nn.GRUCell(DIMENSIONS, UNITS), torch.nn.GRUCell(UNITS, UNITS)]
        )

    def forward(self, values):
        states = [torch.zeros(1, UNITS)] * 2
        answers = []
        for value in values:
            x = value[None]
            for i, cell in enumerate(self.cells):
                states[i] = x = cell(x, states[i])
            answers.append(x[0])
        return torch.stack(answers)


def answer(name, net):
    net = net.float()
    with torch.no_grad():
        if isinstance(net, Net):
            expected[name] = {"ids": IDS, "outputs": net(torch.tensor(IDS)).tolist()}
        else:
            expected[name] = {"values": VALUES, "outputs": net(torch.tensor(VALUES)).tolist()}


def save(name, net, thing=None, **options):
    torch.save(net.state_dict() if thing is None else thing, HERE / name, **options)
    answer(name, net)


def with_optimizer(net):
    """A checkpoint after one step of Adam, whose state has more tensors than the network."""
    optimizer = torch.optim.Adam(net.parameters())
    net(torch.tensor(IDS)).sum().backward()
    optimizer.step()
    return {
        "epoch": 3,
        "optimizer_state_dict": optimizer.state_dict(),
        "char_to_ix": {c: i for i, c in enumerate("가나a\n ")},
        "model_state_dict": {"module." + k: v for k, v in net.state_dict().items()},
    }


def strided(net):
    """The same weights as views: transposed, and cut out of one shared storage."""
    state = net.state_dict()
    state["rnn.weight_hh_l0"] = state["rnn.weight_hh_l0"].t().contiguous().t()
    ih = state["rnn.weight_ih_l0"]
    shared = torch.full((ih.numel() + 40,), 7.0)
    shared[10 : 10 + ih.numel()] = ih.flatten()
    shared[-16:] = state["rnn.bias_ih_l0"]
    state["rnn.weight_ih_l0"] = shared[10 : 10 + ih.numel()].view_as(ih)
    state["rnn.bias_ih_l0"] = shared[-16:]
    state["rnn.bias_hh_l0"] = torch.zeros(1).expand(16)
    return state


def main():
    HERE.mkdir(exist_ok=True)
    old = {"_use_new_zipfile_serialization": False}
    torch.manual_seed(1)
    for kind in ("RNN", "LSTM", "GRU"):
        for layers in (1, 2):
            save(f"{kind.lower()}{layers}.pt", Net(kind, layers))
    save("nobias.pt", Net("LSTM", 2, bias=False))
    save("half.pt", Net("LSTM").half())
    save("bfloat16.pt", Net("GRU").bfloat16())
    net = Net("GRU").double()
    save("double.pt", net, net.state_dict())
    net = Net("LSTM")
    save("checkpoint.pt", net, with_optimizer(net))
    net = Net("GRU", 2)
    save("module.pt", net, net)
    for protocol in (3, 4, 5):
        save(f"protocol{protocol}.pt", Net("LSTM"), pickle_protocol=protocol)
    net = Net("LSTM")
    net.rnn.bias_hh_l0.data.zero_()
    save("strided.pt", net, strided(net))
    save("cells.pt", Cells())

    net = Net("LSTM")
    torch.jit.script(net).save(str(HERE / "script.pt"))
    answer("script.pt", net)

    torch.jit.trace(net.eval(), torch.tensor(IDS)).save(str(HERE / "traced.pt"))
    answer("traced.pt", net)
    net = Net("RNN", 2, nonlinearity="relu")
    torch.jit.script(net).save(str(HERE / "script_relu.pt"))
    answer("script_relu.pt", net)

    save("projection.pt", Net("LSTM", proj_size=2))
    save("projection_both.pt", Net("LSTM", 2, proj_size=2, bidirectional=True))
    for kind in ("RNN", "LSTM", "GRU"):
        save(f"{kind.lower()}_both.pt", Net(kind, 2, bidirectional=True))
    save("gru_both_legacy.pt", Net("GRU", bidirectional=True), **old)
    net = Net("RNN", nonlinearity="relu")
    save("relu.pt", net, net)
    save("bidirectional.pt", Bare(bidirectional=True))
    save("legacy.pt", Net("LSTM", 2), **old)
    net = Net("GRU")
    save("legacy_module.pt", net, net, **old)
    net = Net("LSTM")
    net.rnn.bias_hh_l0.data.zero_()
    save("legacy_strided.pt", net, strided(net), **old)
    (HERE / "expected.json").write_text(json.dumps(expected))

    values = {
        "text": "héllo 한\n",
        "numbers": [-1, 255, 65535, 70000, 2**40, -(2**40)],
        "real": 1.5,
        "tuples": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)),
        "others": [None, True, False],
        "set": {7},
    }
    for protocol in range(6):
        (HERE / f"values{protocol}.pickle").write_bytes(pickle.dumps(values, protocol))


if __name__ == "__main__":
    main()
