#!/usr/bin/python3
"""Makes tests/data/load/small: small networks in the formats of programs for audio, of NumPy, of
TensorFlow 1 as raw files, and in shards; and what they answer.

Run it with Debian's python3-torch (made with 1.13.1): tests/data/make_small.py
None of these programs is needed: torch computes, and an exporter for each format lays the weights
out as its own documentation or loader says. expected.json has for each file the input (token ids,
or values as steps x inputs) and the outputs of every step as steps x outputs; `choices` where
something that the file does not say is chosen.
"""
import json
import pathlib
import struct

import numpy as np
import torch

HERE = pathlib.Path(__file__).parent / "load" / "small"
expected = {}


def values(inputs, steps=7):
    return [[round(float(0.9 * np.sin(1.3 * t + i)), 4) for i in range(inputs)] for t in range(steps)]


def array(tensor):
    return tensor.detach().numpy().astype(np.float32)


def rounded(numbers):
    """Short text for a small file; the network is rounded the same way before it answers."""
    return np.round(np.asarray(numbers, np.float64), 4).tolist()


def short(module, scale=2.5):
    """Weights of four decimals, large enough that the gates matter."""
    for parameter in module.parameters():
        parameter.data = torch.round(parameter.data * scale * 1e4) / 1e4
    return module


def write(name, thing):
    (HERE / name).parent.mkdir(parents=True, exist_ok=True)
    (HERE / name).write_text(json.dumps(thing))


def answers(name, inputs, net, **more):
    x = values(inputs)
    with torch.no_grad():
        outputs = net(torch.tensor(x))
    expected[name] = {"values": x, "outputs": outputs.tolist(), **more}


class Chain(torch.nn.Module):
    """Modules after each other; recurrent ones start from zero."""

    def __init__(self, *modules, scale=2.5):
        super().__init__()
        self.parts = torch.nn.ModuleList(short(module, scale) for module in modules)

    def forward(self, x):
        for part in self.parts:
            x = part(x)
            x = x[0] if isinstance(x, tuple) else x
        return x


# RTNeural: rows of inputs, gates side by side in Keras's order, as Model.h and model_loader.h read


def keras_gates(matrix, order, units):
    """Columns of torch's rows, its blocks in another order."""
    blocks = [array(matrix)[g * units : (g + 1) * units] for g in order]
    return np.concatenate(blocks).T


def rtneural_layer(part, activation=""):
    if isinstance(part, torch.nn.Linear):
        kind, size = "dense", part.out_features
        weights = [array(part.weight).T, array(part.bias)]
    elif isinstance(part, torch.nn.LSTM):
        kind, size, order = "lstm", part.hidden_size, [0, 1, 2, 3]  # i f g o is i f c o
        weights = [keras_gates(w, order, size) for w in (part.weight_ih_l0, part.weight_hh_l0)]
        weights.append(array(part.bias_ih_l0 + part.bias_hh_l0))
    else:
        kind, size, order = "gru", part.hidden_size, [1, 0, 2]  # r z n is z r h
        weights = [keras_gates(w, order, size) for w in (part.weight_ih_l0, part.weight_hh_l0)]
        both = [keras_gates(b[:, None], order, size)[0] for b in (part.bias_ih_l0, part.bias_hh_l0)]
        weights.append(np.stack(both))
    return {
        "type": kind,
        "activation": activation,
        "shape": [None, None, size],
        "weights": [rounded(w) for w in weights],
    }


def rtneural(name, inputs, net, activations, extra=None, between=None):
    layers = [rtneural_layer(p, a) for p, a in zip(
        [p for p in net.parts if list(p.parameters())], activations)]
    for place, layer in (between or {}).items():
        layers.insert(place, layer)
    write(name, {"in_shape": [None, None, inputs], "layers": layers, **(extra or {})})
    answers(name, inputs, net)


def make_rtneural():
    nn = torch.nn
    rtneural("lstm.json", 1, Chain(nn.LSTM(1, 4), nn.Linear(4, 1)), ["tanh", ""])
    rtneural("gru_dense.json", 2,
             Chain(nn.Linear(2, 3), nn.Tanh(), nn.GRU(3, 4), nn.GRU(4, 3), nn.Linear(3, 4),
                   nn.ELU(), nn.Linear(4, 2), nn.Sigmoid()),
             ["tanh", "", "", "elu", "sigmoid"])
    activation = {"type": "activation", "activation": "relu", "shape": [None, None, 4],
                  "weights": []}
    rtneural("lstm_lstm.json", 2,
             Chain(nn.LSTM(2, 3), nn.LSTM(3, 4), nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 3),
                   nn.Softmax(-1), scale=5),
             ["", "", "", "softmax"], between={3: activation})
    rtneural("skip.aidax", 1, Chain(nn.GRU(1, 5), nn.Linear(5, 1)), ["", ""],
             {"in_skip": 1, "in_gain": -3.0, "out_gain": 6.5,
              "metadata": {"name": "Deluxe", "author": "nobody", "samplerate": 48000.0}})


# GuitarML: the state dictionary of a module with `rec` and `lin`


class SimpleRnn(torch.nn.Module):
    def __init__(self, kind, inputs, units, layers, outputs=1):
        super().__init__()
        self.rec = getattr(torch.nn, kind)(inputs, units, layers)
        self.lin = torch.nn.Linear(units, outputs)
        short(self, 4)

    def forward(self, x):  # a skip is added outside of the network
        return self.lin(self.rec(x)[0])


def guitarml(name, kind, inputs, units, layers, skip):
    net = SimpleRnn(kind, inputs, units, layers)
    write(name, {
        "model_data": {"model": "SimpleRNN", "input_size": inputs, "skip": skip, "output_size": 1,
                       "unit_type": kind, "num_layers": layers, "hidden_size": units,
                       "bias_fl": True},
        "state_dict": {key: rounded(array(part)) for key, part in net.state_dict().items()},
    })
    answers(name, inputs, net)


def make_guitarml():
    net = SimpleRnn("GRU", 2, 4, 1, 3)
    write("state.json", {key: rounded(array(part)) for key, part in net.state_dict().items()})
    answers("state.json", 2, net)
    guitarml("proteus.json", "LSTM", 1, 4, 1, 1)
    guitarml("conditioned.json", "GRU", 2, 3, 2, 0)
    guitarml("elman.json", "RNN", 1, 4, 1, 1)


# NAM: one array; per layer the rows of [W_ih | W_hh], one bias, h and c; then the head


class Nam(torch.nn.Module):
    def __init__(self, inputs, units, layers, outputs):
        super().__init__()
        self.core = torch.nn.LSTM(inputs, units, layers)
        self.head = torch.nn.Linear(units, outputs)
        self.hidden = torch.nn.Parameter(torch.rand(layers, units) - 0.5)
        self.state = torch.nn.Parameter(torch.rand(layers, units) - 0.5)
        short(self, 3.5)

    def forward(self, x):
        return self.head(self.core(x, (self.hidden, self.state))[0])

    def flat(self):
        numbers = []
        for i in range(self.core.num_layers):
            w, u, b, d = (array(p) for p in self.core.all_weights[i])
            for row in range(len(w)):
                numbers += [*w[row], *u[row]]
            numbers += [*(b + d), *array(self.hidden)[i], *array(self.state)[i]]
        return numbers + [*array(self.head.weight).flatten(), *array(self.head.bias)]


def nam(name, inputs, units, layers, outputs):
    net = Nam(inputs, units, layers, outputs)
    config = {"input_size": inputs, "hidden_size": units, "num_layers": layers}
    if outputs > 1:
        config |= {"in_channels": inputs, "out_channels": outputs}
    write(name, {
        "version": "0.5.4",
        "metadata": {"date": {"year": 2024, "month": 3, "day": 7, "hour": 1, "minute": 2,
                              "second": 3},
                     "loudness": -18.5, "gain": 0.25, "name": None},
        "architecture": "LSTM", "config": config, "weights": rounded(net.flat()),
        "sample_rate": 48000})
    answers(name, inputs, net)


def make_nam():
    nam("one.nam", 1, 4, 1, 1)
    nam("three.nam", 1, 3, 3, 1)
    nam("channels.nam", 2, 3, 2, 2)


# NumPy


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def tensorflow_lstm(rec, layer):
    """[x, h] by (i j f o), of a cell that adds 1 to its forget bias when it runs."""
    w, u, b, d = (array(p) for p in rec.all_weights[layer][:4])
    i, f, j, o = np.split(np.concatenate([w, u], 1), 4)
    bi, bf, bj, bo = np.split(b + d, 4)
    return np.concatenate([i, j, f, o]).T, np.concatenate([bi, bj, bf - 1, bo])


def make_numpy():
    # PyTorch's names, and every layout that NumPy writes
    net = SimpleRnn("LSTM", 2, 3, 2, 2)
    arrays = {key: array(part) for key, part in net.state_dict().items()}
    arrays["rec.weight_ih_l0"] = np.asfortranarray(arrays["rec.weight_ih_l0"])
    arrays["rec.weight_hh_l0"] = arrays["rec.weight_hh_l0"].astype(">f4")
    arrays["rec.weight_hh_l1"] = np.asfortranarray(arrays["rec.weight_hh_l1"].astype(">f8"))
    arrays["rec.bias_ih_l0"] = arrays["rec.bias_ih_l0"].astype("<f8")
    arrays |= {"words": np.array(["a", "bc"]), "things": np.array([{}, None], object),
               "records": np.zeros(2, [("a", "<f4")]), "flags": np.array([True, False]),
               "steps": np.array(12345, ">i8"), "half": np.array([0.5], np.float16)}
    HERE.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(HERE / "torch.npz", **arrays)
    answers("torch.npz", 2, net)

    # TensorFlow's names: two LSTM cells, their forget bias without the 1
    net = SimpleRnn("LSTM", 2, 3, 2, 4)
    net.lin.weight.data *= 3  # softmax evens out
    arrays = {"softmax/kernel:0": array(net.lin.weight).T, "softmax/bias:0": array(net.lin.bias)}
    for layer in range(2):
        cell = f"rnn/multi_rnn_cell/cell_{layer}/lstm_cell/"
        arrays[cell + "kernel:0"], arrays[cell + "bias:0"] = tensorflow_lstm(net.rec, layer)
        arrays[cell + "kernel/Adam:0"] = np.zeros((2, 2), np.float32)
    np.savez(HERE / "tensorflow_lstm.npz", **arrays)
    answers("tensorflow_lstm.npz", 2, lambda x: torch.softmax(net(x), -1))

    # an older TensorFlow, in two directions
    both = short(torch.nn.LSTM(2, 3, bidirectional=True))
    arrays = {}
    for layer, way in enumerate(["fw", "bw"]):
        cell = f"bidirectional_rnn/{way}/basic_lstm_cell/"
        arrays[cell + "weights"], arrays[cell + "biases"] = tensorflow_lstm(both, layer)
    np.savez(HERE / "tensorflow_both.npz", **arrays)
    answers("tensorflow_both.npz", 2, lambda x: both(x)[0])

    # a projection, and peepholes, which torch has not
    narrow = short(torch.nn.LSTM(2, 4, proj_size=3))
    cell = "rnn/lstm_cell/"
    kernel, bias = tensorflow_lstm(narrow, 0)
    np.savez(HERE / "tensorflow_projection.npz", **{
        cell + "kernel": kernel, cell + "bias": bias,
        cell + "projection/kernel": array(narrow.weight_hr_l0).T})
    answers("tensorflow_projection.npz", 2, lambda x: narrow(x)[0])
    random = np.random.default_rng(6)
    x, units = np.array(values(2)), 3
    kernel = random.normal(0, 1, (2 + units, 4 * units)).astype(np.float32)
    bias = random.normal(0, 1, 4 * units).astype(np.float32)
    peeps = {f"w_{g}_diag": random.normal(0, 1, units).astype(np.float32) for g in "ifo"}
    np.savez(HERE / "tensorflow_peepholes.npz", **{
        cell + "kernel": kernel, cell + "bias": bias, **{cell + k: p for k, p in peeps.items()}})
    h, c, outputs = np.zeros(units), np.zeros(units), []
    for step in x:
        i, j, f, o = np.split(np.concatenate([step, h]) @ kernel + bias, 4)
        f, i = sigmoid(f + 1 + peeps["w_f_diag"] * c), sigmoid(i + peeps["w_i_diag"] * c)
        c = f * c + i * np.tanh(j)
        h = sigmoid(o + peeps["w_o_diag"] * c) * np.tanh(c)
        outputs.append(h.tolist())
    expected["tensorflow_peepholes.npz"] = {"values": x.tolist(), "outputs": outputs}

    # TensorFlow's GRU resets before the product, which torch has not
    random = np.random.default_rng(5)
    x, units = np.array(values(2)), 3
    gates, candidate = (random.normal(0, 1, (2 + units, n)).astype(np.float32) for n in (6, 3))
    gates_bias, bias = (random.normal(0, 1, n).astype(np.float32) for n in (6, 3))
    np.savez(HERE / "tensorflow_gru.npz", **{
        "rnn/gru_cell/gates/kernel": gates, "rnn/gru_cell/gates/bias": gates_bias,
        "rnn/gru_cell/candidate/kernel": candidate, "rnn/gru_cell/candidate/bias": bias})
    h, outputs = np.zeros(units), []
    for step in x:
        r, u = np.split(sigmoid(np.concatenate([step, h]) @ gates + gates_bias), 2)
        c = np.tanh(np.concatenate([step, r * h]) @ candidate + bias)
        h = u * h + (1 - u) * c
        outputs.append(h.tolist())
    expected["tensorflow_gru.npz"] = {"values": x.tolist(), "outputs": outputs}

    # Keras's names, in the order of the alphabet, and with dots
    gru, lin = (short(m, 4) for m in (torch.nn.GRU(2, 3), torch.nn.Linear(3, 2)))
    kernel, recurrent, bias = (np.float32(w) for w in rtneural_layer(gru)["weights"])
    np.savez(HERE / "keras_gru.npz", **{
        "dense/bias:0": array(lin.bias), "dense/kernel:0": array(lin.weight).T,
        "gru/gru_cell/bias:0": bias, "gru/gru_cell/kernel:0": kernel,
        "gru/gru_cell/recurrent_kernel:0": recurrent})
    answers("keras_gru.npz", 2, lambda x: lin(gru(x)[0]))
    both = short(torch.nn.LSTM(2, 3, bidirectional=True))
    arrays = {}
    for way, end in (("forward_lstm_1", ""), ("backward_lstm_1", "_reverse")):
        w, u, b, d = (array(getattr(both, part + "_l0" + end)) for part in (
            "weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        cell = f"bidirectional.{way}.lstm_cell_4."
        arrays |= {cell + "kernel": w.T, cell + "recurrent_kernel": u.T, cell + "bias": b + d}
    np.savez(HERE / "keras_both.npz", **arrays)
    answers("keras_both.npz", 2, lambda x: both(x)[0])

    # written out by hand: a weight for each gate on [h, x] or [x, h], or two
    net = SimpleRnn("LSTM", 2, 3, 1, 2)
    w, u, b, d = (np.split(array(p), 4) for p in net.rec.all_weights[0])
    bias = {"b" + g: (b[i] + d[i])[:, None] for i, g in enumerate("ifco")}
    head = {"Wy": array(net.lin.weight), "by": array(net.lin.bias)[:, None]}
    for name, parts, choice in (("hx", (u, w), "[h, x]"), ("xh", (w, u), "[x, h]")):
        weights = {"W" + g: np.concatenate([p[i] for p in parts], 1) for i, g in enumerate("ifco")}
        np.savez(HERE / f"hand_{name}.npz", **weights, **bias, **head)
        answers(f"hand_{name}.npz", 2, net,
                choices={"network": "cell, weights on " + choice})
    separate = {}
    for i, g in enumerate("ifgo"):
        separate |= {f"cell.W_x{g}": w[i].T, f"cell.W_h{g}": u[i].T, f"cell.b_{g}": b[i] + d[i]}
    np.savez(HERE / "hand_separate.npz", **separate)
    answers("hand_separate.npz", 2, lambda x: net.rec(x)[0])


# A folder of raw files


def make_folder():
    tokens, inputs, units = 5, 3, 4
    table, rec = torch.nn.Embedding(tokens, inputs), torch.nn.LSTM(inputs, units, 2)
    head = torch.nn.Linear(units, tokens)
    for module in (table, rec, head):
        short(module)
    arrays = {"Variable": np.array(7, np.int32).view(np.float32), "embedding": array(table.weight),
              "rnnlm/softmax_w": array(head.weight).T, "rnnlm/softmax_b": array(head.bias)}
    for layer in range(2):
        cell = f"rnnlm/multi_rnn_cell/cell_{layer}/basic_lstm_cell/"
        arrays[cell + "weights"], arrays[cell + "biases"] = tensorflow_lstm(rec, layer)
    manifest = {}
    (HERE / "folder").mkdir(parents=True, exist_ok=True)
    for name, numbers in arrays.items():
        file = name.replace("/", "_")
        (HERE / "folder" / file).write_bytes(numbers.astype("<f4").tobytes())
        manifest[name] = {"filename": file, "shape": list(numbers.shape)}
    write("folder/manifest.json", manifest)
    write("folder/vocab.json", {"b": 1, "a": 0, "\n": 2, " ": 4, "é": 3})
    ids = [0, 3, 1, 4, 2, 2, 0]
    with torch.no_grad():
        outputs = torch.softmax(head(rec(table(torch.tensor(ids)))[0]), -1)
    expected["folder/manifest.json"] = {"ids": ids, "outputs": outputs.tolist()}


# Safetensors in shards


def safetensors(tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name, numbers in tensors.items():
        raw = numbers.tobytes()
        header[name] = {"dtype": "F32", "shape": list(numbers.shape),
                        "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def make_shards():
    net = SimpleRnn("GRU", 2, 3, 1, 2)
    tensors = {key: array(part) for key, part in net.state_dict().items()}
    names = sorted(tensors)
    shards = {"model-00001-of-00002.safetensors": names[:3],
              "model-00002-of-00002.safetensors": names[3:]}
    (HERE / "shards").mkdir(parents=True, exist_ok=True)
    for number, (file, inside) in enumerate(shards.items()):
        content = safetensors({name: tensors[name] for name in inside},
                              {"format": "pt", f"part{number}": file})
        (HERE / "shards" / file).write_bytes(content)
    write("shards/model.safetensors.index.json", {
        "metadata": {"total_size": sum(t.nbytes for t in tensors.values())},
        "weight_map": {name: file for file, inside in shards.items() for name in inside}})
    answers("shards/model.safetensors.index.json", 2, net)


torch.manual_seed(12)
np.random.seed(3)
make_rtneural()
make_guitarml()
make_nam()
make_numpy()
make_folder()
make_shards()
write("expected.json", expected)
