// Makes the models of tests/data/load/tfjs with TensorFlow.js, and their answers. In a folder where
// `npm install @tensorflow/tfjs@4.22.0` was run:  node <root>/tests/data/make_tfjs.mjs
import { createRequire } from 'node:module';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tf = createRequire(process.cwd() + '/')('@tensorflow/tfjs');
const L = tf.layers;
const out = join(dirname(fileURLToPath(import.meta.url)), 'load', 'tfjs');
const steps = 5;

const chain = (...layers) => {
  const model = tf.sequential();
  layers.forEach(layer => model.add(layer));
  return model;
};
const shape = { inputShape: [steps, 2] };
const both = (layer, mergeMode, more = {}) => L.bidirectional({ layer, mergeMode, ...more });
const soft = { recurrentActivation: 'sigmoid' };
const whole = { returnSequences: true };

function functional() {
  const input = tf.input({ shape: [steps, 2], name: 'numbers' });
  const inner = tf.sequential({ name: 'inner' });
  inner.add(L.gru({ units: 3, ...whole, ...soft, resetAfter: false, name: 'gru_in', inputShape: [steps, 4] }));
  inner.add(L.dense({ units: 2, activation: 'softplus', name: 'dense_in' }));
  let at = L.dense({ units: 3, activation: 'tanh', name: 'first' }).apply(input);
  at = L.dropout({ rate: 0.5, name: 'drop' }).apply(at);
  at = L.lstm({ units: 4, ...whole, ...soft, name: 'lstm_out' }).apply(at);
  return tf.model({ inputs: input, outputs: inner.apply(at) });
}

function branching() { // two recurrences, one after a convolution, meet in a sum
  const input = tf.input({ shape: [steps, 2], name: 'numbers' });
  const left = L.lstm({ units: 3, ...whole, ...soft, name: 'left' }).apply(input);
  const cut = L.conv1d({ filters: 3, kernelSize: 1, name: 'conv' }).apply(input);
  const right = L.gru({ units: 3, ...whole, ...soft, resetAfter: false, name: 'right' }).apply(cut);
  return tf.model({ inputs: input, outputs: L.add({ name: 'sum' }).apply([left, right]) });
}

const models = {
  lstm: () => chain(L.lstm({ units: 3, ...whole, ...soft, ...shape }), L.dropout({ rate: 0.2 }),
    L.lstm({ units: 4, ...soft }), L.dense({ units: 2 }), L.activation({ activation: 'softmax' })),
  gru: () => chain(L.gru({ units: 3, ...whole, resetAfter: false, recurrentActivation: 'hardSigmoid', ...shape }),
    L.dense({ units: 2, activation: 'tanh' })),
  rnn: () => chain(L.simpleRNN({ units: 3, activation: 'relu', ...whole, ...shape })),
  both: () => chain(both(L.lstm({ units: 2, ...whole, ...soft }), 'concat', shape),
    L.timeDistributed({ layer: L.dense({ units: 3, activation: 'relu' }) }), L.dense({ units: 2 })),
  merges: () => chain(both(L.gru({ units: 3, ...whole, ...soft, resetAfter: false }), 'sum', shape),
    both(L.simpleRNN({ units: 2, ...whole }), 'mul'), both(L.lstm({ units: 2, ...whole, ...soft }), 'ave')),
  embedding: () => chain(L.embedding({ inputDim: 6, outputDim: 3, inputLength: steps }),
    L.gru({ units: 3, ...soft, resetAfter: false, ...whole }), L.dense({ units: 6, activation: 'softmax' })),
  functional,
  stack: () => chain(L.rnn({ cell: [L.lstmCell({ units: 2, ...soft }), L.gruCell({ units: 3, ...soft, resetAfter: false })],
    ...whole, ...shape }), L.dense({ units: 2, activation: 'elu' })),
  backwards: () => chain(L.lstm({ units: 3, ...whole, ...soft, goBackwards: true, ...shape }),
    L.gru({ units: 2, ...soft, resetAfter: false }), L.dense({ units: 2 })),
  activations: () => chain(L.dense({ units: 3, activation: 'selu', ...shape }),
    L.lstm({ units: 3, ...whole, activation: 'softsign', recurrentActivation: 'hardSigmoid' }),
    L.dense({ units: 3 }), L.leakyReLU({ alpha: 0.2 }), L.dense({ units: 3 }), L.elu(),
    L.dense({ units: 2, activation: 'swish' })),
  nobias: () => chain(L.gru({ units: 3, ...whole, ...soft, useBias: false, resetAfter: false, ...shape }),
    L.lstm({ units: 2, ...whole, ...soft, useBias: false }), L.dense({ units: 2, useBias: false })),
  branching,
};

/// The same numbers at every run, such that the answers tell all gates apart.
function setWeights(model) {
  model.setWeights(model.getWeights().map((weight, i) => tf.tensor(
    Array.from({ length: weight.size }, (_, k) => 1.6 * Math.sin(1.3 * k + 2.1 * i + 2.2)), weight.shape)));
}

const valuesIn = Array.from({ length: steps }, (_, t) => [0, 1].map(j => Math.sin(0.7 * (2 * t + j))));
const ids = [3, 0, 5, 1, 4];

function answerOf(name, model) {
  const input = name === 'embedding' ? { ids } : { values: valuesIn };
  const answer = model.predict(tf.tensor([input.ids ?? input.values]));
  const rows = answer.rank === 3 ? answer.arraySync()[0] : answer.arraySync();
  return { ...input, step: answer.rank === 3 ? 'all' : name === 'backwards' ? 'first' : 'last', output: rows };
}

/// Writes a model as the browser saves it, or its weights in steps of a few bits, in three files.
async function save(name, model, quantised = false) {
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  let parts;
  await model.save(tf.io.withSaveHandler(async artifacts => {
    parts = artifacts;
    return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
  }));
  let data = Buffer.from(parts.weightData);
  let weights = parts.weightSpecs;
  const paths = quantised ? ['shard1.bin', 'shard2.bin', 'shard3.bin'] : ['weights.bin'];
  if (quantised) [data, weights] = quantise(data, weights);
  const piece = Math.ceil(data.length / paths.length);
  paths.forEach((path, i) => writeFileSync(join(folder, path), data.subarray(i * piece, (i + 1) * piece)));
  const topology = quantised
    ? { keras_version: '2.3.0', backend: 'tensorflow', model_config: parts.modelTopology, training_config: {} }
    : parts.modelTopology;
  const json = { modelTopology: topology, format: parts.format, generatedBy: parts.generatedBy,
    convertedBy: null, weightsManifest: [{ paths: paths.map(path => './' + path), weights }] };
  writeFileSync(join(folder, 'model.json'), JSON.stringify(json));
  return { json, data };
}

function half(number) { // only what is normal
  const bits = new Uint32Array(new Float32Array([number]).buffer)[0];
  const exponent = ((bits >> 23) & 255) - 112;
  return exponent <= 0 ? 0 : ((bits >> 16) & 0x8000) | (exponent << 10) | ((bits >> 13) & 1023);
}

function quantise(data, specs) {
  const kinds = ['uint8', 'uint16', 'float16'];
  const buffers = [];
  let from = 0;
  const weights = specs.map((spec, i) => {
    const count = spec.shape.reduce((a, b) => a * b, 1);
    const numbers = new Float32Array(data.buffer.slice(data.byteOffset + from, data.byteOffset + from + 4 * count));
    from += 4 * count;
    const dtype = kinds[i % 3];
    if (dtype === 'float16') {
      buffers.push(Buffer.from(Uint16Array.from(numbers, half).buffer));
      return { ...spec, quantization: { dtype, original_dtype: 'float32' } };
    }
    const min = Math.min(...numbers), top = dtype === 'uint8' ? 255 : 65535;
    const scale = (Math.max(...numbers) - min) / top;
    const kind = dtype === 'uint8' ? Uint8Array : Uint16Array;
    buffers.push(Buffer.from(kind.from(numbers, x => Math.round((x - min) / scale)).buffer));
    return { ...spec, quantization: { dtype, min, scale, original_dtype: 'float32' } };
  });
  return [Buffer.concat(buffers), weights];
}

rmSync(out, { recursive: true, force: true });
const expected = {};
for (const [name, make] of Object.entries(models)) {
  const model = make();
  setWeights(model);
  await save(name, model);
  if (name !== 'branching')
    expected[name] = answerOf(name, model);
  if (name !== 'lstm') continue;
  const { json, data } = await save('quantised', model, true);
  const loaded = await tf.loadLayersModel(tf.io.fromMemory({
    modelTopology: json.modelTopology.model_config, weightSpecs: json.weightsManifest[0].weights,
    weightData: new Uint8Array(data).buffer }));
  expected.quantised = answerOf(name, loaded);
}
writeFileSync(join(out, 'expected.json'), JSON.stringify(expected) + '\n');
