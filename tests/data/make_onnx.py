#!/usr/bin/python3
"""Makes onnx.safetensors: recurrent nodes with their inputs and the outputs that ONNX says they have.

Run it with Debian's python3-onnx and libonnx-testdata (made with 1.12.0): tests/data/make_onnx.py

The twelve official cases as they are: gru_defaults, lstm_with_peepholes, … Most of them have equal weights
everywhere, which no order of gates changes. So the same reference code, ONNX's own, was also asked for nodes
with random weights: random_rnn, random_gru, random_gru_linear_before_reset, random_lstm (with peepholes), on
sequences of different lengths from random states.

  <case>/{X,W,R,B,P,initial_h,initial_c,sequence_lens}  inputs; left out where the node has none
  <case>/{Y,Y_h}                                        outputs; the official cases check some of them

All as ONNX stores them: rows i o f c of an LSTM, z r h of a GRU, peepholes i o f. The metadata has for each
case the attributes as JSON, with ONNX's defaults filled in (clip 0: none; activations []: the usual ones).
"""

import json
import pathlib
import struct

import numpy as np
import onnx
from onnx.backend.test.case.node.gru import GRU_Helper
from onnx.backend.test.case.node.lstm import LSTM_Helper
from onnx.backend.test.case.node.rnn import RNN_Helper

HERE = pathlib.Path(__file__).parent
OFFICIAL = pathlib.Path("/usr/share/libonnx-testdata/data/node")
CASES = (
    "gru_batchwise", "gru_defaults", "gru_seq_length", "gru_with_initial_bias",
    "lstm_batchwise", "lstm_defaults", "lstm_with_initial_bias", "lstm_with_peepholes",
    "rnn_seq_length", "simple_rnn_batchwise", "simple_rnn_defaults", "simple_rnn_with_initial_bias",
)
DEFAULTS = dict(direction="forward", layout=0, linear_before_reset=0, activations=[], clip=0)


def official(case):
    """Attributes and arrays of one of ONNX's own tests, which have a single node each."""
    folder = OFFICIAL / f"test_{case}"
    [node] = onnx.load(folder / "model.onnx").graph.node
    attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    arrays = {}
    for names, kind in ((node.input, "input"), (node.output, "output")):
        for place, name in enumerate(filter(None, names)):
            data = (folder / "test_data_set_0" / f"{kind}_{place}.pb").read_bytes()
            arrays[name] = onnx.numpy_helper.to_array(onnx.TensorProto.FromString(data))
    return dict(DEFAULTS, op=node.op_type, **attributes), arrays


def random(generator, op, model, gates, linear=0):
    """A node with random weights, and what ONNX's reference code answers."""
    inputs, units, lengths = 4, 3, (5, 2)
    normal = lambda *shape: generator.normal(size=shape).astype(np.float32)
    node = dict(W=normal(1, gates * units, inputs), R=normal(1, gates * units, units),
                B=normal(1, 2 * gates * units))
    if op == "LSTM":
        node["P"] = normal(1, 3 * units)
    states = ("initial_h", "initial_c") if op == "LSTM" else ("initial_h",)
    batch = dict({name: normal(1, len(lengths), units) for name in states},
                 X=normal(max(lengths), len(lengths), inputs))
    y = np.zeros((max(lengths), 1, len(lengths), units), np.float32)
    y_h = np.zeros((1, len(lengths), units), np.float32)
    for b, length in enumerate(lengths):
        asked = dict(node, **{name: batch[name][:, b:b + 1] for name in batch})
        asked["X"] = asked["X"][:length]
        if linear:
            asked["linear_before_reset"] = np.array([linear])
        y[:length, :, b:b + 1], y_h[:, b:b + 1] = model(**asked).step()
    lens = np.array(lengths, np.int32)
    attributes = dict(DEFAULTS, op=op, hidden_size=units, linear_before_reset=linear)
    return attributes, dict(node, **batch, sequence_lens=lens, Y=y, Y_h=y_h)


def write(path, cases):
    """safetensors: the header's length, the header, the numbers."""
    header = {"__metadata__": {case: json.dumps(attributes)
                               for case, (attributes, _) in cases.items()}}
    blob = b""
    for case, (_, arrays) in cases.items():
        for name, array in arrays.items():
            data = np.ascontiguousarray(array).tobytes()
            header[f"{case}/{name}"] = {
                "dtype": {"float32": "F32", "int32": "I32"}[str(array.dtype)],
                "shape": list(array.shape), "data_offsets": [len(blob), len(blob) + len(data)]}
            blob += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + blob)


def main():
    generator = np.random.default_rng(1)
    cases = {case: official(case) for case in CASES}
    cases["random_rnn"] = random(generator, "RNN", RNN_Helper, 1)
    cases["random_gru"] = random(generator, "GRU", GRU_Helper, 3)
    cases["random_gru_linear_before_reset"] = random(generator, "GRU", GRU_Helper, 3, linear=1)
    cases["random_lstm"] = random(generator, "LSTM", LSTM_Helper, 4)
    write(HERE / "onnx.safetensors", cases)


if __name__ == "__main__":
    main()
