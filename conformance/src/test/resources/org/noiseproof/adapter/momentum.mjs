/** Momentum with everything that an adapter can be asked for, and a fault that can be asked for, too. */

import { Invalid, serve } from "../../../../../../adapters/javascript/noiseproof-adapter.mjs";

class Momentum {
  static hyperparameters = ["learning_rate", "momentum"];
  static options = ["weight", "missing"];

  constructor(parameters, hyperparameters, { tensors }) {
    Object.assign(this, { parameters, tensors, steps: 0 });
    this.set(hyperparameters);
    this.buffer = parameters.map(() => 0);
  }

  async step(gradient, { weight = 1, missing = [] }) {
    console.log("a stray line on standard output");
    if (gradient[0] === 13) throw new RangeError("division by zero");
    if (gradient[0] === 14) return [1];
    const owners = this.tensors.flatMap((length, i) => Array(length).fill(i));
    owners.forEach((owner, j) => {
      if (missing.includes(owner)) return;
      this.buffer[j] = this.momentum * this.buffer[j] + weight * gradient[j];
      this.parameters[j] -= this.learning_rate * this.buffer[j];
    });
    this.steps++;
    return Float64Array.from(this.parameters);
  }

  copy() {
    return Momentum.resume(this.state(), this);
  }

  set({ learning_rate, momentum }) {
    if (learning_rate === 13) throw new Invalid("learning_rate = 13 is bad luck");
    Object.assign(this, { learning_rate, momentum });
  }

  state() {
    return { steps: this.steps, parameters: this.parameters, buffers: { momentum: this.buffer } };
  }

  static resume({ steps, parameters, buffers }, hyperparameters) {
    const run = new Momentum([...parameters], hyperparameters, { tensors: [parameters.length] });
    return Object.assign(run, { steps, buffer: [...buffers.momentum] });
  }
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const hill = (sample, { order }) => [order, null];
hill.hyperparameters = ["order"];

await serve({
  name: "momentum",
  version: "1.0",
  optimizers: { sgd: Momentum },
  estimators: { mean: (rows) => rows[0].map((_, j) => sum(rows.map((row) => row[j])) / rows.length) },
  norms: { max: (gradient) => [gradient.map((row) => row.map(Math.sign)), sum(gradient.flat())] },
  measures: { max: (matrix) => Math.max(...matrix.flat().map(Math.abs)) },
  tail_indices: { hill },
  not_promised: { "refuses-bad-gradients": ["it takes everything", "https://example.org/1"] },
});
