#!/usr/bin/python3
"""Makes tests/data/load/keras: files laid out as Keras 1, 2 and 3 and TensorFlow write them.

Run it with Debian's python3-h5py and python3-torch, after make_tfjs.mjs: tests/data/make_keras.py
The networks and most answers are those of TensorFlow.js; what it does not have (a reset gate after
the product, layers for CUDA, the hard sigmoid of Keras 3) is answered by PyTorch. expected.json has
for each file the input (token ids, or values as steps x inputs), the output (rows of outputs) at which
step it stands ("all", "last" or "first"), and where it is not exact, how far it may be off.
"""
import collections
import io
import json
import math
import pathlib
import re
import shutil
import zipfile

import h5py
import numpy as np
import torch

LOAD = pathlib.Path(__file__).parent / "load"
TFJS, OUT = LOAD / "tfjs", LOAD / "keras"
answers = json.loads((TFJS / "expected.json").read_text())
expected = {}


def sines(*shape, seed=0.0):
    count = math.prod(shape)
    return (0.9 * np.sin(1.3 * np.arange(count) + seed)).reshape(shape).astype("float32")


def load(name):
    """Configuration, and the weights by their names."""
    file = json.loads((TFJS / name / "model.json").read_text())
    data, weights = (TFJS / name / "weights.bin").read_bytes(), {}
    for entry in file["weightsManifest"][0]["weights"]:
        count = math.prod(entry["shape"])
        weights[entry["name"]] = np.frombuffer(data, "<f4", count).reshape(entry["shape"])
        data = data[4 * count:]
    return file["modelTopology"], weights


def layers_of(config):
    return config["config"]["layers"] if isinstance(config["config"], dict) else config["config"]


def names_in(layer):
    """A layer's own name, and those of the layers in it."""
    inner = layer["config"].get("layers", []) if isinstance(layer["config"], dict) else []
    return [layer["config"]["name"]] + [name for one in inner for name in names_in(one)]


def by_layer(topology, weights):
    lists = collections.OrderedDict()
    for layer in layers_of(topology):
        names = names_in(layer)
        lists[names[0]] = [(n, w) for n, w in weights.items() if n.split("/")[0] in names]
    return lists


# Keras 1 and 2

def write_list(group, lists, version, end=":0", split=False, text=np.array, write=None):
    group.attrs["backend"] = b"tensorflow"
    group.attrs["keras_version"] = version
    names = [name.encode() for name in lists]
    if split:  # as where the list is too long for one attribute
        group.attrs["layer_names0"], group.attrs["layer_names1"] = names[:2], names[2:]
    else:
        group.attrs["layer_names"] = text(names)
    for layer, weights in lists.items():
        inner = group.create_group(layer)
        inner.attrs["weight_names"] = text([(name + end).encode() for name, _ in weights])
        for name, value in weights:
            if write:
                write(inner, name + end, value)
            else:
                inner.create_dataset(name + end, data=value)


def write_h5(name, topology, lists, version, whole=True, **more):
    (OUT / name).parent.mkdir(exist_ok=True)
    with h5py.File(OUT / name, "w") as file:
        if not whole:
            write_list(file, lists, version, **more)
            return
        file.attrs["backend"] = "tensorflow"
        file.attrs["keras_version"] = version
        config = {k: topology[k] for k in ("class_name", "config")}
        file.attrs["model_config"] = json.dumps(config)
        write_list(file.create_group("model_weights"), lists, version, **more)
        optimizer = file.create_group("optimizer_weights")
        optimizer.attrs["weight_names"] = [b"Variable:0"]
        optimizer.create_dataset("Variable:0", data=np.ones(1, "float32"))


def tensorflow2(lists):
    """lstm/kernel → lstm/lstm_cell_4/kernel, as TensorFlow 2 names them."""
    def renamed(name):
        scope, last = name.rsplit("/", 1)
        return f"{scope}/lstm_cell_4/{last}" if "lstm" in scope else name
    return {layer: [(renamed(n), w) for n, w in weights] for layer, weights in lists.items()}


def keras1(topology, lists, gates, kind):
    """Each gate's weights by themselves, and the words that Keras 1 had."""
    words = {"units": "output_dim", "recurrent_activation": "inner_activation"}
    layers, split = [], {}
    for layer in layers_of(topology):
        config = {words.get(k, k): v for k, v in layer["config"].items()}
        layers.append({"class_name": layer["class_name"], "config": config})
        name, weights = config["name"], [w for _, w in lists[config["name"]]]
        if layer["class_name"] == kind:
            parts = [np.split(w, len(gates), -1) for w in weights]
            split[name] = [(f"{name}_{letter}_{gate}", parts["WUb".index(letter)][gates.index(gate)])
                           for gate in sorted(gates) for letter in "WUb"]
        else:
            split[name] = [(f"{name}_{letter}", w) for letter, w in zip("Wb", weights)]
    return {"class_name": "Sequential", "config": layers}, split


def mixed(group, name, value):
    """Numbers of many kinds, in pieces, packed, shuffled and turned."""
    if name.endswith("recurrent_kernel:0"):
        group.create_dataset(name, data=value.astype(">f4"), chunks=(2, 5), compression="gzip",
                             shuffle=True)
    elif name.endswith("kernel:0"):
        group.create_dataset(name, data=value.astype("f8"), chunks=(1, 3), maxshape=(None, None))
    else:
        group.create_dataset(name, data=value.astype("f2"))


# Keras 3

def snake(name):
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def tensor_at(reference):
    return {"class_name": "__keras_tensor__",
            "config": {"shape": [None, 5, 2], "dtype": "float32", "keras_history": reference[:3]}}


def keras3(model):
    """A configuration in the words of Keras 3."""
    result = {"module": "keras.layers", "class_name": model["class_name"], "registered_name": None}
    config = dict(model["config"])
    if "layers" in config:
        config["layers"] = [keras3(layer) for layer in config["layers"]]
        result["module"] = "keras"
        if "input_layers" in config:
            result["class_name"] = "Functional"
    if "layer" in config:
        config["layer"] = keras3(config["layer"])
    if "cell" in config:
        config.pop("cells", None)
        config["cell"] = keras3(config["cell"])
    if "cells" in config:
        config["cells"] = [keras3(cell) for cell in config["cells"]]
    result["config"] = config
    if "inbound_nodes" in model:
        result["name"] = model["name"]
        result["inbound_nodes"] = [
            {"args": [tensor_at(ref) for ref in node], "kwargs": {}} for node in model["inbound_nodes"]]
    return result


def write_groups(file, model, weights, at="", names=True, word="layers"):
    """Groups by class and number, each with a group `vars`."""
    counts = collections.Counter()
    weights = list(weights)

    def write(path, name, count):
        group = file.create_group(path + "/vars")
        if names:
            group.attrs["name"] = name
        for i in range(count):
            group.create_dataset(str(i), data=weights.pop(0)[1])

    for layer in layers_of(model):
        kind, config = layer["class_name"], layer["config"]
        number = counts[kind]
        counts[kind] += 1
        path = at + word + "/" + snake(kind) + (f"_{number}" if number else "")
        biased = 3 if config.get("use_bias", True) else 2
        if "layers" in config:
            own = [w for w in weights if w[0].split("/")[0] in names_in(layer)]
            weights = [w for w in weights if w not in own]
            write_groups(file, layer, own, path + "/", names, word)
            continue
        write(path, config["name"], {"Dense": biased - 1, "Embedding": 1}.get(kind, 0))
        if kind == "Bidirectional":
            for way in ("forward_layer", "backward_layer"):
                write(f"{path}/{way}/cell", "cell", 3)
        elif kind == "TimeDistributed":
            write(path + "/layer", config["layer"]["config"]["name"], 2)
        elif kind == "RNN":
            for cell in config["cell"]["config"]["cells"]:
                write(f"{path}/cell/cells/{snake(cell['class_name'])}", cell["config"]["name"], 3)
        elif kind in ("LSTM", "GRU", "SimpleRNN"):
            write(path + "/cell", snake(kind) + "_cell", biased)


def write_keras(name, topology, weights, version="3.9.2", **more):
    data = io.BytesIO()
    with h5py.File(data, "w") as file:
        write_groups(file, topology, weights.items(), **more)
        file.create_dataset("optimizer/vars/0", data=np.int64(7))
    with zipfile.ZipFile(OUT / name, "w") as zip_file:
        for entry, content in (
                ("metadata.json", json.dumps({"keras_version": version, "date_saved": ""})),
                ("config.json", json.dumps(keras3(topology))), ("model.weights.h5", data.getvalue())):
            zip_file.writestr(zipfile.ZipInfo(entry), content)


# What PyTorch answers

def sequential(*layers):
    return {"class_name": "Sequential", "config": {"name": "sequential", "layers": list(layers)}}


def layer(kind, name, **config):
    return {"class_name": kind, "config": {"name": name, **config}}


def gates(weight, order):
    parts = np.split(weight, len(order), 0)
    return [parts[i] for i in order]


def torch_case(kind, inputs, units, seed):
    """A recurrent layer of PyTorch, and its weights gate by gate in Keras's order."""
    rnn = getattr(torch.nn, kind)(inputs, units, batch_first=True)
    with torch.no_grad():
        for i, weight in enumerate(rnn.parameters()):
            weight.copy_(torch.from_numpy(sines(*weight.shape, seed=seed + 2.1 * i)))
    order = [0, 1, 2, 3] if kind == "LSTM" else [1, 0, 2]
    return rnn, [gates(w.detach().numpy(), order) for w in rnn.parameters()]


def for_cuda(w, r, b, d):
    """As Keras keeps the weights of its CuDNN layers; its own way back is held against it."""
    kernels = []
    for gate in w:
        kernel = gate.reshape(gate.shape[::-1])
        assert (kernel.T.reshape(kernel.shape, order="F") == gate.T).all()
        kernels.append(kernel)
    return [np.hstack(kernels), np.hstack(r), np.concatenate(b + d)]


def hard_lstm(kernel, recurrent, bias, x):
    """An LSTM with the hard sigmoid of Keras 3, by PyTorch's functions."""
    h = c = torch.zeros(recurrent.shape[0])
    outputs = []
    for row in x:
        i, f, g, o = torch.chunk(row @ kernel + h @ recurrent + bias, 4)
        gate = torch.nn.functional.hardsigmoid
        c = gate(f) * c + gate(i) * torch.tanh(g)
        h = gate(o) * torch.tanh(c)
        outputs.append(h.tolist())
    return outputs


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    for name in ("lstm", "both", "merges", "embedding", "functional", "stack", "nobias"):
        topology, weights = load(name)
        lists = by_layer(topology, weights)
        new = name == "both"
        write_h5(f"{name}.h5", topology, tensorflow2(lists) if new else lists,
                 "2.4.0" if new else "2.2.4")
        write_keras(f"{name}.keras", topology, weights)
        expected[f"{name}.h5"] = expected[f"{name}.keras"] = answers[name]

    topology, weights = load("lstm")
    lists = by_layer(topology, weights)
    write_h5("split.h5", topology, lists, "2.2.4", split=True)
    write_h5("texts.h5", topology, lists, "2.2.4",
             text=lambda texts: np.array(texts, dtype=h5py.string_dtype()))
    write_h5("types.h5", topology, lists, "2.2.4", write=mixed)
    write_h5("beside/net.h5", topology, lists, "2.2.4", whole=False)
    (OUT / "beside/net.json").write_text(
        json.dumps(json.dumps({**topology, "keras_version": "2.2.4"})))
    write_h5("keras1_lstm.h5", *keras1(topology, lists, "ifco", "LSTM"), "1.2.2", end="")
    for name in ("split.h5", "texts.h5", "types.h5", "beside/net.h5", "keras1_lstm.h5"):
        expected[name] = answers["lstm"]
    expected["types.h5"] = {**answers["lstm"], "within": 1e-3}  # half precision

    topology, weights = load("gru")
    write_h5("keras1_gru.h5", *keras1(topology, by_layer(topology, weights), "zrh", "GRU"), "1.2.2")
    expected["keras1_gru.h5"] = answers["gru"]

    topology, weights = load("both")  # TensorFlow 2.13: another word, no names
    write_keras("both213.keras", topology, weights, "2.13.1", names=False,
                word="_layer_checkpoint_dependencies")
    expected["both213.keras"] = answers["both"]

    values = answers["lstm"]["values"]
    x = torch.tensor([values])
    gru, (w, r, b, d) = torch_case("GRU", 2, 3, 0.5)
    head = torch.from_numpy(sines(3, 2, seed=3)), torch.from_numpy(sines(2, seed=4))
    topology = sequential(
        layer("GRU", "gru", units=3, activation="tanh", recurrent_activation="sigmoid",
              use_bias=True, reset_after=True, return_sequences=True, batch_input_shape=[None, 5, 2]),
        layer("Dense", "dense", units=2, activation="linear", use_bias=True))
    weights = {"gru/gru_cell/kernel": np.vstack(w).T, "gru/gru_cell/recurrent_kernel": np.vstack(r).T,
               "gru/gru_cell/bias": np.stack([np.concatenate(b), np.concatenate(d)]),
               "dense/kernel": head[0].numpy(), "dense/bias": head[1].numpy()}
    write_h5("after.h5", topology, by_layer(topology, weights), "2.4.0")
    write_h5("after_alone.h5", topology, by_layer(topology, weights), "2.4.0", whole=False)
    with h5py.File(OUT / "after.weights.h5", "w") as file:
        write_groups(file, topology, weights.items())
    with torch.no_grad():
        output = (gru(x)[0][0] @ head[0] + head[1]).tolist()
    for name in ("after.h5", "after_alone.h5", "after.weights.h5"):
        expected[name] = {"values": values, "step": "all", "output": output}

    first, one = torch_case("LSTM", 2, 4, 0.3)
    second, two = torch_case("GRU", 4, 3, 0.8)
    parts = ("kernel", "recurrent_kernel", "bias")
    topology = sequential(
        layer("CuDNNLSTM", "cu_dnnlstm", units=4, return_sequences=True,
              batch_input_shape=[None, 5, 2]),
        layer("CuDNNGRU", "cu_dnngru", units=3, return_sequences=True))
    lists = {name: [(f"{name}/{part}", value) for part, value in zip(parts, for_cuda(*weights))]
             for name, weights in (("cu_dnnlstm", one), ("cu_dnngru", two))}
    write_h5("cuda.h5", topology, lists, "2.2.4")
    with torch.no_grad():
        output = second(first(x)[0])[0][0].tolist()
    expected["cuda.h5"] = {"values": values, "step": "all", "output": output}

    kernel, recurrent, bias = sines(2, 12, seed=1), sines(3, 12, seed=2), sines(12, seed=3)
    topology = sequential(layer("LSTM", "lstm", units=3, activation="tanh", use_bias=True,
                                recurrent_activation="hard_sigmoid", return_sequences=True))
    write_keras("hard.keras", topology,
                {"lstm/kernel": 3 * kernel, "lstm/recurrent_kernel": recurrent, "lstm/bias": bias})
    output = hard_lstm(*(torch.from_numpy(w) for w in (3 * kernel, recurrent, bias)), x[0])
    expected["hard.keras"] = {"values": values, "step": "all", "output": output}

    (OUT / "expected.json").write_text(json.dumps(expected) + "\n")


main()
