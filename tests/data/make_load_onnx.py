#!/usr/bin/python3
"""Makes tests/data/load/onnx: small ONNX models of recurrent nodes, and what they answer.

Run it with Debian's python3-onnx, python3-torch and libonnx-testdata (made with 1.12.0 and 1.13.1):
tests/data/make_load_onnx.py

Three kinds. The official cases are ONNX's own node tests, with their weights as initialisers. Those of torch_* were
exported by PyTorch, which also answers. All others were made with onnx.helper, and answered by the equations of the
operators, below, which agree with ONNX's reference code where that can do the same.

expected.json has for each file a list of sequences, each with its input (token ids, or values as steps x inputs) and
what is checked: the outputs of every step (steps x outputs), the last of them, or the last state. Of a file that
must be refused it has a part of the error instead. silero.json has what enters the LSTM of the shared
silero_vad_half_lstm_in_if.onnx where the input is that of its expected.json; it is made where that file is there.
"""

import inspect
import json
import pathlib
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnx.backend.test.case.node.gru import GRU_Helper
from onnx.backend.test.case.node.lstm import LSTM_Helper
from onnx.backend.test.case.node.rnn import RNN_Helper

HERE = pathlib.Path(__file__).parent / "load" / "onnx"
OFFICIAL = pathlib.Path("/usr/share/libonnx-testdata/data/node")
SHARED = pathlib.Path(__file__).parents[3] / "shared" / "models" / "onnx"
STEPS, INPUTS, UNITS, TOKENS, OUTPUTS = 6, 3, 4, 5, 2
GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}
FUNCTIONS = {"LSTM": 3, "GRU": 2, "RNN": 1}
USUAL = ["Sigmoid", "Tanh", "Tanh"]
NUMBERS = np.random.default_rng(20)
expected = {}


def normal(*shape):
    return NUMBERS.normal(scale=0.8, size=shape).astype(np.float32)


VALUES = normal(STEPS, INPUTS)
IDS = np.array([0, 3, 1, 4, 2, 2, 0])


# The equations, as https://onnx.ai/onnx/operators has them.
def sigmoid(a):
    return 1 / (1 + np.exp(-a))


ACTIVATIONS = {
    "Relu": lambda x: np.maximum(x, 0),
    "Tanh": lambda x: np.tanh(x),
    "Sigmoid": sigmoid,
    "Softsign": lambda x: x / (1 + abs(x)),
    "Softplus": lambda x: np.log(1 + np.exp(x)),
    "Affine": lambda x, alpha=1.0, beta=0.0: alpha * x + beta,
    "LeakyRelu": lambda x, alpha=0.01: np.where(x >= 0, x, alpha * x),
    "ThresholdedRelu": lambda x, alpha=1.0: np.where(x >= alpha, x, 0),
    "ScaledTanh": lambda x, alpha=1.0, beta=1.0: alpha * np.tanh(beta * x),
    "HardSigmoid": lambda x, alpha=0.2, beta=0.5: np.clip(alpha * x + beta, 0, 1),
    "Elu": lambda x, alpha=1.0: np.where(x >= 0, x, alpha * (np.exp(x) - 1)),
}


def functions_of(op, directions, attributes):
    """For each direction its activations; alphas and betas go to those that take them, in order."""
    usual = ["Tanh"] if op == "RNN" else USUAL[: FUNCTIONS[op]]
    names = attributes.get("activations", usual * directions)
    alphas, betas = iter(attributes.get("activation_alpha", [])), iter(attributes.get("activation_beta", []))
    limit = attributes.get("clip")
    made = []
    for name in names:
        function = ACTIVATIONS[name]
        takes = inspect.signature(function).parameters
        more = {}
        for key, numbers in (("alpha", alphas), ("beta", betas)):
            if key in takes:
                number = next(numbers, None)
                more.update({} if number is None else {key: number})
        made.append(lambda x, f=function, m=more: f(x if limit is None else np.clip(x, -limit, limit), **m))
    return [made[i : i + FUNCTIONS[op]] for i in range(0, len(made), FUNCTIONS[op])]


def run(op, x, W, R, B=None, P=None, initial_h=None, initial_c=None, **attributes):
    """What every step hands on, steps x (directions · units), of steps x inputs."""
    directions, units = R.shape[0], R.shape[2]
    gates = GATES[op]
    answers = []
    for d, functions in enumerate(functions_of(op, directions, attributes)):
        backward = attributes.get("direction") == "reverse" or d == 1
        w, r = np.split(W[d].astype(float), gates), np.split(R[d].astype(float), gates)
        b = np.zeros(2 * gates * units) if B is None else B[d].astype(float)
        wb, rb = np.split(b[: gates * units], gates), np.split(b[gates * units :], gates)
        pi, po, pf = np.split(np.zeros(3 * units) if P is None else P[d].astype(float), 3)
        h = np.zeros(units) if initial_h is None else initial_h[d, 0].astype(float)
        c = np.zeros(units) if initial_c is None else initial_c[d, 0].astype(float)
        f, g, last = functions[0], functions[-1 if op == "GRU" else min(1, len(functions) - 1)], functions[-1]
        all_h = []
        for v in x[::-1] if backward else x:
            a = [w[k] @ v + wb[k] for k in range(gates)]
            e = [r[k] @ h + rb[k] for k in range(gates)]
            if op == "RNN":
                h = f(a[0] + e[0])
            elif op == "GRU":
                z, reset = f(a[0] + e[0]), f(a[1] + e[1])
                if attributes.get("linear_before_reset"):
                    n = g(a[2] + reset * e[2])
                else:
                    n = g(a[2] + r[2] @ (reset * h) + rb[2])
                h = (1 - z) * n + z * h
            else:
                i = f(a[0] + e[0] + pi * c)
                forget = 1 - i if attributes.get("input_forget") else f(a[2] + e[2] + pf * c)
                c = forget * c + i * g(a[3] + e[3])
                h = f(a[1] + e[1] + po * c) * last(c)
            all_h.append(h)
        answers.append(np.array(all_h[::-1] if backward else all_h))
    return np.concatenate(answers, axis=1)


def check_equations():
    """Against ONNX's reference code."""
    for op, reference in (("LSTM", LSTM_Helper), ("GRU", GRU_Helper), ("RNN", RNN_Helper)):
        weights = weights_of(op, P=op == "LSTM")
        for linear in (0, 1):
            more = {"linear_before_reset": linear} if op == "GRU" else {}
            theirs = reference(X=VALUES[:, None], **weights, **more).step()[0]
            ours = run(op, VALUES, **weights, **more)
            assert abs(theirs.reshape(ours.shape) - ours).max() < 1e-6, op


# Files.
def save(name, nodes, tensors=(), functions=(), opset=15, inputs=("X",), outputs=("Y",), typed=TensorProto.FLOAT):
    tensors = [t if isinstance(t, TensorProto) else numpy_helper.from_array(t[1], t[0]) for t in tensors]
    graph = helper.make_graph(
        nodes,
        "graph",
        [helper.make_tensor_value_info(i, typed, None) for i in inputs],
        [helper.make_tensor_value_info(o, TensorProto.FLOAT, None) for o in outputs],
        tensors,
    )
    sets = [helper.make_opsetid("", opset)] + [helper.make_opsetid("own", 1)] * bool(functions)
    model = helper.make_model(graph, opset_imports=sets, functions=list(functions), producer_name="helper")
    (HERE / (name + ".onnx")).write_bytes(model.SerializeToString())


def rounded(array):
    return [[float(f"{number:.8g}") for number in row] for row in np.asarray(array, float)]


def sequence(values, outputs, part="outputs"):
    values = np.asarray(values)
    given = {"ids": values.tolist()} if values.dtype.kind == "i" else {"values": rounded(values)}
    return dict(given, **{part: rounded(outputs)})


def answers(name, values, outputs, part="outputs"):
    expected[name + ".onnx"] = [sequence(values, outputs, part)]


def refused(name, text):
    expected[name + ".onnx"] = {"refused": text}


def weights_of(op, directions=1, inputs=INPUTS, units=UNITS, P=False):
    rows = GATES[op] * units
    weights = {
        "W": normal(directions, rows, inputs),
        "R": normal(directions, rows, units),
        "B": normal(directions, 2 * rows),
    }
    if P:
        weights["P"] = normal(directions, 3 * units)
    return weights


SLOTS = ["X", "W", "R", "B", "", "initial_h", "initial_c", "P"]


def node_of(op, names, x="X", outputs=("Y",), **attributes):
    """A recurrent node whose input of each kind has the name in `names`, where it is there."""
    inputs = [x] + [names.get(slot, "") for slot in SLOTS[1 : 6 if op != "LSTM" else 8]]
    while not inputs[-1]:
        inputs.pop()
    units = attributes.pop("hidden_size", UNITS)
    return helper.make_node(op, inputs, list(outputs), hidden_size=units, **attributes)


def same(names):
    return {name: name for name in names}


def single(name, op, states=False, without=(), **attributes):
    """One node with all of its settings."""
    directions = 2 if attributes.get("direction") == "bidirectional" else 1
    weights = weights_of(op, directions, P=op == "LSTM" and attributes.pop("peepholes", False))
    for key in without:
        del weights[key]
    if states:
        weights["initial_h"] = normal(directions, 1, UNITS)
        if op == "LSTM":
            weights["initial_c"] = normal(directions, 1, UNITS)
    answers(name, VALUES, run(op, VALUES, **weights, **attributes))
    stored = dict(weights)
    if attributes.get("layout"):
        for key in {"initial_h", "initial_c"} & set(stored):
            stored[key] = stored[key].swapaxes(0, 1)
    save(name, [node_of(op, same(stored), **attributes)], stored.items())


def variants():
    for op in GATES:
        for direction in ("forward", "reverse", "bidirectional"):
            more = {"linear_before_reset": 1} if op == "GRU" else {}
            single(f"{op.lower()}_{direction}", op, direction=direction, **more)
            single(f"{op.lower()}_{direction}_states", op, True, direction=direction, layout=1, **more)
        single(f"{op.lower()}_no_bias", op, without=["B"])
        single(f"{op.lower()}_clip", op, True, clip=0.3)
    single("gru_reset_before", "GRU")
    single("gru_reset_before_both", "GRU", True, direction="bidirectional")
    single("lstm_peepholes", "LSTM", True, peepholes=True)
    single("lstm_peepholes_both", "LSTM", peepholes=True, direction="bidirectional")
    single("lstm_peepholes_coupled", "LSTM", True, peepholes=True, input_forget=1, clip=0.9)
    for name in ACTIVATIONS:
        single(f"rnn_{name.lower()}", "RNN", activations=[name])
    single("rnn_affine_numbers", "RNN", activations=["Affine"], activation_alpha=[0.4], activation_beta=[-0.1])
    single("rnn_thresholdedrelu_number", "RNN", activations=["ThresholdedRelu"], activation_alpha=[0.2])
    single("rnn_leakyrelu_number", "RNN", activations=["LeakyRelu"], activation_alpha=[0.3])
    single("rnn_elu_number", "RNN", activations=["Elu"], activation_alpha=[0.5])
    both = ["Relu", "ScaledTanh"]
    single(
        "rnn_two_activations", "RNN", direction="bidirectional", activations=both,
        activation_alpha=[0.7], activation_beta=[1.4],
    )  # fmt: skip
    single(
        "lstm_activations", "LSTM", activations=["HardSigmoid", "Softsign", "ScaledTanh"],
        activation_alpha=[0.3, 0.8], activation_beta=[0.4, 1.2],
    )  # fmt: skip
    single(
        "lstm_two_activations", "LSTM", direction="bidirectional",
        activations=["HardSigmoid", "Tanh", "Elu", "Sigmoid", "Affine", "Softsign"],
        activation_alpha=[0.25, 0.6, 0.5], activation_beta=[0.45, 0.1],
    )  # fmt: skip
    single("gru_activations", "GRU", activations=["HardSigmoid", "LeakyRelu"], linear_before_reset=1)


def official():
    """ONNX's own node tests, whose weights are inputs: here they are stored."""
    for folder in sorted(OFFICIAL.glob("test_*/model.onnx")):
        [node, *others] = onnx.load(folder).graph.node
        if others or node.op_type not in GATES:
            continue
        arrays = {}
        for names, kind in ((node.input, "input"), (node.output, "output")):
            for place, key in enumerate(filter(None, names)):
                data = (folder.parent / "test_data_set_0" / f"{kind}_{place}.pb").read_bytes()
                arrays[key] = numpy_helper.to_array(TensorProto.FromString(data))
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        first = 0 if attributes.get("layout") else 1
        name = "official_" + folder.parent.name.removeprefix("test_")
        stored = [(key, arrays[key]) for key in node.input if key and key != "X"]
        save(name, [node], stored, opset=14, outputs=[o for o in node.output if o])
        expected[name + ".onnx"] = all_sequences = []
        for place in range(arrays["X"].shape[first]):
            x = np.take(arrays["X"], place, first)
            if "Y" in arrays:  # one direction: it leaves no trace
                y = np.take(arrays["Y"].squeeze(2 if first == 0 else 1), place, first)
                all_sequences.append(sequence(x, y))
            else:
                last = np.take(arrays["Y_h"].squeeze(1 if first == 0 else 0), place, 0)
                all_sequences.append(sequence(x, last[None], "last"))


def bits16(array, kind):
    """Numbers of 16 bits as the whole numbers that a typed field holds."""
    if kind == TensorProto.FLOAT16:
        return array.astype(np.float16).view(np.uint16).ravel().tolist()
    return (array.view(np.uint32) >> 16).ravel().tolist()


def typed(name, array, kind, raw):
    if kind == TensorProto.BFLOAT16:
        array = (array.view(np.uint32) >> 16 << 16).view(np.float32)
    if kind in (TensorProto.FLOAT16, TensorProto.BFLOAT16):
        numbers = np.array(bits16(array, kind), np.uint16)
        tensor = TensorProto(name=name, data_type=kind, dims=array.shape)
        if raw:
            tensor.raw_data = numbers.tobytes()
        else:
            tensor.int32_data.extend(numbers.tolist())
        return tensor, array.astype(np.float16).astype(float) if kind == TensorProto.FLOAT16 else array
    numbers = array.astype(np.float64 if kind == TensorProto.DOUBLE else np.float32)
    return helper.make_tensor(name, kind, array.shape, numbers.tobytes() if raw else numbers.ravel(), raw), array


def storage():
    """The same numbers in every way in which a file can hold them."""
    kinds = {"float": TensorProto.FLOAT, "double": TensorProto.DOUBLE, "half": TensorProto.FLOAT16,
             "bfloat": TensorProto.BFLOAT16}  # fmt: skip
    for title, kind in kinds.items():
        for raw in (False, True):
            weights = weights_of("GRU")
            made = {key: typed(key, array, kind, raw) for key, array in weights.items()}
            name = f"stored_{title}_{'raw' if raw else 'typed'}"
            answers(name, VALUES, run("GRU", VALUES, **{key: one[1] for key, one in made.items()}))
            save(name, [node_of("GRU", same(weights))], [one[0] for one in made.values()])

    weights = weights_of("LSTM", 2)
    answers("stored_outside", VALUES, run("LSTM", VALUES, **weights, direction="bidirectional"))
    tensors, blob = [], b""
    for key, array in weights.items():
        tensor = TensorProto(name=key, data_type=TensorProto.FLOAT, dims=array.shape)
        tensor.data_location = TensorProto.EXTERNAL
        places = {"location": "stored_outside.bin", "offset": len(blob), "length": array.nbytes}
        for place, text in places.items():
            tensor.external_data.add(key=place, value=str(text))
        tensors.append(tensor)
        blob += array.tobytes() + bytes(16)
    (HERE / "stored_outside.bin").write_bytes(blob)
    save("stored_outside", [node_of("LSTM", same(weights), direction="bidirectional")], tensors)
    for name, location, text in (
        ("outside_above", "../stored_outside.bin", "“../stored_outside.bin”"),
        ("outside_absolute", "/etc/passwd", "“/etc/passwd”"),
        ("outside_missing", "nothing.bin", "nothing.bin"),
        ("outside_beyond", "stored_outside.bin", "99999"),
    ):
        tensors[0].external_data[0].value = location
        tensors[0].external_data[1].value = "99999" if name == "outside_beyond" else "0"
        save(name, [node_of("LSTM", same(weights), direction="bidirectional")], tensors)
        refused(name, text)


def constant(name, array):
    return helper.make_node("Constant", [], [name], value=numpy_helper.from_array(np.asarray(array)))


def whole(name, *numbers):
    return constant(name, np.array(numbers, np.int64))


def folding():
    """Weights that the graph makes of others."""
    node = helper.make_node
    weights = weights_of("LSTM")
    W, R, B = weights["W"], weights["R"], weights["B"]
    y = run("LSTM", VALUES, **weights)

    # As PyTorch exports an LSTMCell: blocks i f g o are put in ONNX's order.
    order = [slice(k * UNITS, (k + 1) * UNITS) for k in (0, 2, 3, 1)]  # of i f g o in i o f c
    ifgo = lambda rows: np.concatenate([rows[s] for s in order])
    tensors = {"rnn.weight_ih": ifgo(W[0]), "rnn.weight_hh": ifgo(R[0])}
    rows = 4 * UNITS
    tensors.update({"rnn.bias_ih": ifgo(B[0, :rows]), "rnn.bias_hh": ifgo(B[0, rows:])})
    nodes = [whole("zero", 0)]
    for k in range(5):
        nodes.append(whole(f"at{k}", k * UNITS))

    def reordered(name):
        for k in range(4):
            nodes.append(node("Slice", [name, f"at{k}", f"at{k + 1}", "zero"], [f"{name}.{k}"]))
        nodes.append(node("Concat", [f"{name}.{k}" for k in (0, 3, 1, 2)], [name + ".iofc"], axis=0))

    for name in tensors:
        reordered(name)
    nodes += [node("Unsqueeze", [f"rnn.weight_{k}.iofc", "zero"], [f"made_{k}"]) for k in ("ih", "hh")]
    nodes += [
        node("Concat", ["rnn.bias_ih.iofc", "rnn.bias_hh.iofc"], ["bias"], axis=0),
        node("Unsqueeze", ["bias", "zero"], ["made_b"]),
        node_of("LSTM", {"W": "made_ih", "R": "made_hh", "B": "made_b"}),
    ]
    save("folded_blocks", nodes, tensors.items())
    answers("folded_blocks", VALUES, y)

    # Constants, transposed and cast and reshaped, in the operators' old versions.
    half = R.astype(np.float16)
    nodes = [
        constant("w", W[0].T.copy()),
        node("Transpose", ["w"], ["w1"], perm=[1, 0]),
        node("Unsqueeze", ["w1"], ["w2"], axes=[0]),
        node("Identity", ["w2"], ["w3"]),
        node("Cast", ["half"], ["r1"], to=TensorProto.FLOAT),
        whole("shape", 1, -1, UNITS),
        node("Reshape", ["r1", "shape"], ["r2"]),
        node("Slice", ["long"], ["b1"], starts=[-2], ends=[2**63 - 1], axes=[0]),
        node("Squeeze", ["b1"], ["b2"], axes=[1]),
        whole("first", 1),
        node("Gather", ["b2", "first"], ["b3"], axis=0),
        node_of("LSTM", {"W": "w3", "R": "r2", "B": "b3"}),
    ]
    tensors = {"half": half[0], "long": np.concatenate([normal(1, 1, 2 * rows), normal(1, 1, 2 * rows), B[:, None]])}
    save("folded_old", nodes, tensors.items(), opset=10)
    answers("folded_old", VALUES, run("LSTM", VALUES, W, half.astype(float), B))

    # Weights of 8 bits: one scale for all, and one for each row.
    def quantised(array, scale, zero, kind):
        limits = np.iinfo(kind)
        return np.clip(np.round(array / scale) + zero, limits.min, limits.max).astype(kind)

    scale = (abs(W[0]).max(axis=1) / 127).astype(np.float32)
    w8 = quantised(W[0], scale[:, None], 0, np.int8)
    r8, r_scale, r_zero = quantised(R, np.float32(0.02), 120, np.uint8), np.float32(0.02), np.uint8(120)
    nodes = [
        node("DequantizeLinear", ["w8", "w_scale"], ["w"], axis=0),
        whole("zero", 0),
        node("Unsqueeze", ["w", "zero"], ["w1"]),
        node("DequantizeLinear", ["r8", "r_scale", "r_zero"], ["r"]),
        node_of("LSTM", {"W": "w1", "R": "r", "B": "B"}),
    ]
    tensors = {"w8": w8, "w_scale": scale, "r8": r8, "r_scale": r_scale, "r_zero": r_zero, "B": B}
    save("folded_bytes", nodes, [(k, np.asarray(v)) for k, v in tensors.items()])
    real = {"W": (w8 * scale[:, None])[None], "R": (r8.astype(np.float32) - 120) * r_scale, "B": B}
    answers("folded_bytes", VALUES, run("LSTM", VALUES, **real))


def structure():
    """More than one node."""
    node = helper.make_node
    one, two = weights_of("GRU"), weights_of("LSTM", inputs=UNITS)
    first, second = ({k: f"{k}{n}" for k in one} for n in (1, 2))
    tensors = [(f"{k}{n}", a) for n, w in ((1, one), (2, two)) for k, a in w.items()]
    y1 = run("GRU", VALUES, **one)
    y2 = run("LSTM", y1, **two)
    nodes = [
        whole("one", 1),
        node_of("GRU", first, outputs=["y1"]),
        node("Squeeze", ["y1", "one"], ["x2"]),
        node("Dropout", ["x2"], ["x3"]),
        node_of("LSTM", second, x="x3"),
    ]
    save("stacked", nodes, tensors)
    answers("stacked", VALUES, y2)

    # In both directions; between the layers sequences stand first and then again steps.
    both, upper = weights_of("LSTM", 2), weights_of("LSTM", 2, inputs=2 * UNITS)
    tensors = [(f"{k}{n}", a) for n, w in ((1, both), (2, upper)) for k, a in w.items()]
    nodes = [
        node_of("LSTM", first, outputs=["y1"], direction="bidirectional"),
        node("Transpose", ["y1"], ["t1"], perm=[2, 0, 1, 3]),
        whole("shape", 0, 0, -1),
        node("Reshape", ["t1", "shape"], ["b1"]),
        node("Transpose", ["b1"], ["x2"], perm=[1, 0, 2]),
        node_of("LSTM", second, x="x2", direction="bidirectional"),
    ]
    lower = run("LSTM", VALUES, **both, direction="bidirectional")
    save("stacked_both", nodes, tensors)
    answers("stacked_both", VALUES, run("LSTM", lower, **upper, direction="bidirectional"))

    # The directions mixed up on the way: not a layer on top of another.
    nodes[1:5] = [whole("shape", STEPS, 1, 2 * UNITS), node("Transpose", ["y1"], ["t1"], perm=[0, 2, 3, 1]),
                  node("Reshape", ["t1", "shape"], ["x2"])]  # fmt: skip
    save("mixed_both", nodes, tensors)
    answers("mixed_both", VALUES, lower)

    # Embedding, layer, dense layers and softmax.
    table, weights = normal(TOKENS, INPUTS), weights_of("LSTM")
    w1, b1, w2, b2 = normal(UNITS, 3), normal(3), normal(OUTPUTS, 3), normal(OUTPUTS)
    tensors = [("table", table), ("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2), *weights.items()]
    nodes = [
        node("Gather", ["table", "X"], ["e"]),
        node_of("LSTM", same(weights), x="e", outputs=["", "last"]),
        whole("zero", 0),
        node("Squeeze", ["last", "zero"], ["h"]),
        node("MatMul", ["h", "w1"], ["m1"]),
        node("Add", ["b1", "m1"], ["a1"]),
        node("LeakyRelu", ["a1"], ["d1"], alpha=0.2),
        node("Gemm", ["d1", "w2", "b2"], ["a2"], transB=1),
        node("Softmax", ["a2"], ["Y"]),
    ]
    h = run("LSTM", table[IDS], **weights)
    d = ACTIVATIONS["LeakyRelu"](h @ w1 + b1, 0.2) @ w2.T + b2
    soft = np.exp(d) / np.exp(d).sum(axis=1, keepdims=True)
    save("classifier", nodes, tensors, typed=TensorProto.INT64)
    answers("classifier", IDS, soft[-1:], "last")

    # Dense layers before, and on every step.
    wide, bias, weights = normal(INPUTS, 5), normal(5), weights_of("GRU", inputs=5)
    tensors = [("wide", wide), ("bias", bias), ("w2", w2), *weights.items(), ("w1", w1)]
    nodes = [
        node("MatMul", ["X", "wide"], ["m"]),
        node("Add", ["m", "bias"], ["a"]),
        node("Tanh", ["a"], ["x"]),
        node_of("GRU", same(weights), x="x", outputs=["y"], linear_before_reset=1),
        whole("one", 1),
        node("Squeeze", ["y", "one"], ["h"]),
        node("MatMul", ["h", "w1"], ["m1"]),
        node("HardSigmoid", ["m1"], ["Y"]),
    ]
    x = np.tanh(VALUES @ wide + bias)
    hard = ACTIVATIONS["HardSigmoid"](run("GRU", x, **weights, linear_before_reset=1) @ w1)
    save("dense", nodes, tensors)
    answers("dense", VALUES, hard)

    # Inside If, twice the same; inside Loop; inside a function, with a setting of the call.
    weights = weights_of("GRU")
    y = run("GRU", VALUES, **weights, linear_before_reset=1)
    tensors = list(weights.items())
    value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, None)

    def branch(n):
        inside = node_of("GRU", same(weights), outputs=[f"y{n}"], linear_before_reset=1)
        inside.name = f"/{'left' if n == 1 else 'right'}/rnn/GRU"
        return helper.make_graph([inside], f"branch{n}", [], [value(f"y{n}")])

    nodes = [
        node("Shape", ["X"], ["shape"]),
        whole("one", 1),
        node("Gather", ["shape", "one"], ["batch"]),
        node("Cast", ["batch"], ["many"], to=TensorProto.BOOL),
        node("If", ["many"], ["Y"], then_branch=branch(1), else_branch=branch(2)),
    ]
    save("in_if", nodes, tensors)
    answers("in_if", VALUES, y)

    body = helper.make_graph(
        [node("Identity", ["go_in"], ["go"]), node_of("GRU", same(weights), x="v_in", outputs=["y"], linear_before_reset=1),
         helper.make_node("Squeeze", ["y", "one"], ["v"])],
        "body",
        [helper.make_tensor_value_info("n", TensorProto.INT64, []), helper.make_tensor_value_info("go_in", TensorProto.BOOL, []), value("v_in")],
        [helper.make_tensor_value_info("go", TensorProto.BOOL, []), value("v")],
    )  # fmt: skip
    nodes = [whole("one", 1), constant("go_on", np.array(True)), node("Loop", ["one", "go_on", "X"], ["Y"], body=body)]
    save("in_loop", nodes, tensors)
    answers("in_loop", VALUES, y)

    inside = node_of("GRU", {"W": "w", "R": "r", "B": "b"}, x="x", outputs=["y"])
    setting = inside.attribute.add(name="linear_before_reset", type=onnx.AttributeProto.INT)
    setting.ref_attr_name = "linear"
    function = helper.make_function(
        "own", "Layer", ["x", "w", "r", "b"], ["y"], [inside], [helper.make_opsetid("", 15)], ["linear"]
    )
    nodes = [node("Layer", ["X", "W", "R", "B"], ["Y"], domain="own", linear=1)]
    save("in_function", nodes, tensors, [function])
    answers("in_function", VALUES, y)

    # Stored states, expanded to the size of the batch.
    h0 = normal(1, 1, UNITS)
    nodes = [
        node("Shape", ["X"], ["shape"]),
        node("Slice", ["shape", "one", "two"], ["batch"]),
        whole("one", 1),
        whole("two", 2),
        whole("units", UNITS),
        node("Concat", ["one", "batch", "units"], ["wanted"], axis=0),
        node("Expand", ["h0", "wanted"], ["start"]),
        node_of("GRU", {**same(weights), "initial_h": "start"}, linear_before_reset=1),
    ]
    save("expanded_state", nodes, tensors + [("h0", h0)])
    answers("expanded_state", VALUES, run("GRU", VALUES, **weights, initial_h=h0, linear_before_reset=1))


def wrong():
    """What cannot be read, and how it is told."""
    node = helper.make_node
    weights = weights_of("LSTM")
    tensors = list(weights.items())
    save("weights_given", [node_of("LSTM", same(weights))], inputs=["X", "W", "R", "B"])
    refused("weights_given", "“W” is given when it runs")
    save("weights_computed", [node("Sin", ["V"], ["W"]), node_of("LSTM", same(weights))], tensors[1:], inputs=["X", "V"])
    refused("weights_computed", "Sin makes “W” when it runs")
    save("wrong_size", [node_of("LSTM", same(weights), hidden_size=5)], tensors)
    refused("wrong_size", "expected 4, as R has columns, found 5")
    save("wrong_rows", [node_of("LSTM", same(weights))], [("W", weights["W"][:, 1:]), *tensors[1:]])
    refused("wrong_rows", "expected 1 × 16 × 3, found 1 × 15 × 3")
    save("wrong_directions", [node_of("LSTM", same(weights), direction="bidirectional")], tensors)
    refused("wrong_directions", "expected 2 × 16 × 3, found 1 × 16 × 3")
    save("wrong_direction", [node_of("LSTM", same(weights), direction="sideways")], tensors)
    refused("wrong_direction", "found “sideways”")
    save("wrong_activation", [node_of("LSTM", same(weights), activations=["Sigmoid", "Tanh", "Sine"])], tensors)
    refused("wrong_activation", "activation Sine")
    save("wrong_activations", [node_of("LSTM", same(weights), activations=["Sigmoid", "Tanh"])], tensors)
    refused("wrong_activations", "expected 3, found 2")
    short = numpy_helper.from_array(weights["W"], "W")
    short.raw_data = short.raw_data[:-4]
    save("short_weights", [node_of("LSTM", same(weights))], [short, *tensors[1:]])
    refused("short_weights", "expected 1 × 16 × 3 = 48 numbers, found 47")
    quantised = node_of("LSTM", same(weights))
    quantised.op_type, quantised.domain, quantised.name = "DynamicQuantizeLSTM", "com.microsoft", "quantised"
    save("quantised", [quantised], tensors)
    refused("quantised", "DynamicQuantizeLSTM of com.microsoft, which is not read")
    save("no_recurrence", [node("MatMul", ["X", "W"], ["m"]), node("Relu", ["m"], ["Y"])], tensors[:1])
    refused("no_recurrence", "its operators are MatMul, Relu")
    call = node("Layer", ["x"], ["y"], domain="own")
    endless = helper.make_function("own", "Layer", ["x"], ["y"], [call], [helper.make_opsetid("", 15)])
    save("endless", [node("Layer", ["X"], ["Y"], domain="own")], functions=[endless])
    refused("endless", "expected functions that end")
    calls = lambda name: [node(name, ["x"], ["y"], domain="own")] * 10
    doubling = [
        helper.make_function("own", f"F{k}", ["x"], ["y"], calls(f"F{k + 1}"), [helper.make_opsetid("", 15)])
        for k in range(14)
    ]
    save("doubling", [node("F0", ["X"], ["Y"], domain="own")], functions=doubling)
    refused("doubling", "nodes and values in a file of this size, found more")


class Net(torch.nn.Module):
    """Embedding, recurrent layers, linear head."""

    def __init__(self, kind, soft=True, **more):
        super().__init__()
        self.soft = soft
        self.embedding = torch.nn.Embedding(TOKENS, INPUTS)
        self.rnn = getattr(torch.nn, kind)(INPUTS, UNITS, batch_first=True, **more)
        self.fc = torch.nn.Linear(UNITS * (2 if more.get("bidirectional") else 1), OUTPUTS)

    def forward(self, ids):
        y = self.fc(self.rnn(self.embedding(ids))[0])
        return torch.softmax(y, dim=-1) if self.soft else torch.sigmoid(y)


class Last(torch.nn.Module):
    """Dense layers below and above, on the last step alone."""

    def __init__(self):
        super().__init__()
        self.below = torch.nn.Sequential(torch.nn.Linear(INPUTS, UNITS), torch.nn.ReLU())
        self.rnn = torch.nn.GRU(UNITS, UNITS, 2, batch_first=True)
        self.above = torch.nn.Sequential(torch.nn.Linear(UNITS, 3), torch.nn.Tanh(), torch.nn.Linear(3, OUTPUTS))

    def forward(self, values):
        return self.above(self.rnn(self.below(values))[0][:, -1])


class Written(torch.nn.Module):
    """A loop over an LSTMCell, written out."""

    def __init__(self):
        super().__init__()
        self.cell = torch.nn.LSTMCell(INPUTS, UNITS)

    def forward(self, values):
        h = torch.zeros(1, self.cell.hidden_size)
        c = torch.zeros(1, self.cell.hidden_size)
        for t in range(values.size(0)):
            h, c = self.cell(values[t], (h, c))
        return h


def export(name, net, x, opset, **options):
    net.eval()
    torch.onnx.export(net, (x,), HERE / (name + ".onnx"), opset_version=opset, input_names=["input"],
                      output_names=["output"], **options)  # fmt: skip


def torch_cases():
    torch.manual_seed(3)
    values = torch.tensor(VALUES)
    for opset in (9, 11, 13, 16):
        for kind, more in (
            ("LSTM", {}), ("GRU", {}), ("RNN", {}), ("RNN", {"nonlinearity": "relu"}), ("LSTM", {"num_layers": 2}),
            ("GRU", {"bidirectional": True}), ("LSTM", {"bidirectional": True, "num_layers": 2, "batch_first": True}),
            ("GRU", {"bias": False}),
        ):  # fmt: skip
            if opset != 13 and len(more) != 3:
                continue
            net = getattr(torch.nn, kind)(INPUTS, UNITS, **more)
            name = "_".join(["torch", kind.lower(), *(str(v).lower() for v in more.values()), str(opset)])
            first = more.get("batch_first")
            x = values[None] if first else values[:, None]
            axes = {"input": {0: "batch", 1: "steps"} if first else {0: "steps", 1: "batch"}}
            export(name, net, x, opset, dynamic_axes=axes)
            with torch.no_grad():
                answers(name, VALUES, net(x)[0].reshape(STEPS, -1))
        for kind, more in (("LSTM", {}), ("GRU", {"num_layers": 2, "soft": False}), ("LSTM", {"bidirectional": True})):
            if opset != 13 and more:
                continue
            net = Net(kind, **more)
            name = "_".join(["torch_net", kind.lower(), *(str(v).lower() for v in more.values()), str(opset)])
            export(name, net, torch.tensor(IDS)[None], opset)
            with torch.no_grad():
                answers(name, IDS, net(torch.tensor(IDS)[None])[0])
    net = Last()
    export("torch_last", net, values[None], 14, dynamic_axes={"input": {0: "batch", 1: "steps"}})
    with torch.no_grad():
        answers("torch_last", VALUES, net(values[None]), "last")
    net = Written()
    with torch.no_grad():
        state = net(values[:, None])
    export("torch_unrolled", net, values[:, None], 13)
    answers("torch_unrolled", VALUES, state, "state")  # its weights keep their names
    example = {"example_outputs": state} if "example_outputs" in inspect.signature(torch.onnx.export).parameters else {}
    export("torch_scripted", torch.jit.script(net), values[:, None], 13, **example)
    answers("torch_scripted", VALUES, state, "state")


def silero():
    """What enters the LSTM of a shared model: its convolutions by PyTorch."""
    path = SHARED / "silero_vad_half_lstm_in_if.onnx"
    if not path.exists():
        print("without", path, file=sys.stderr)
        return
    graph = onnx.load(path).graph
    stored = {t.name: torch.tensor(numpy_helper.to_array(t)) for t in graph.initializer}
    given = json.loads((SHARED / "silero_vad_half_lstm_in_if.expected.json").read_text())["inputs"]["input"]
    x = torch.tensor(given["data"]).reshape(given["dims"])[:, None]
    conv = torch.nn.functional.conv1d
    x = conv(torch.nn.functional.pad(x, (0, 64), mode="reflect"), stored["stft.forward_basis_buffer"], stride=128)
    x = torch.sqrt(x[:, :129] ** 2 + x[:, 129:] ** 2)
    strides = {n.name: helper.get_attribute_value(a)[0] for n in graph.node if n.op_type == "Conv"
               for a in n.attribute if a.name == "strides"}  # fmt: skip
    for k in range(4):
        weight, bias = (stored[f"encoder.{k}.reparam_conv.{part}"] for part in ("weight", "bias"))
        x = torch.relu(conv(x, weight, bias, stride=strides[f"/encoder/{k}/reparam_conv/Conv"], padding=1))
    assert x.shape == (1, 128, 1)
    (HERE / "silero.json").write_text(json.dumps({"x": rounded(x[0].T.numpy())}) + "\n")


HERE.mkdir(exist_ok=True)
check_equations()
official()
variants()
storage()
folding()
structure()
wrong()
torch_cases()
silero()
lines = [f"{json.dumps(name)}: {json.dumps(one)}" for name, one in sorted(expected.items())]
(HERE / "expected.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
