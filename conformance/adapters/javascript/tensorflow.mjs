/**
 * TensorFlow.js under Noiseproof: every optimizer of tf.train, on its plain JavaScript backend.
 *
 *     mkdir tfjs && npm install --prefix tfjs @tensorflow/tfjs-core @tensorflow/tfjs-backend-cpu
 *     ./noiseproof conform --command "node conformance/adapters/javascript/tensorflow.mjs tfjs"
 *
 * The folder is the one whose node_modules has the packages; if none is named, that of the environment variable
 * NOISEPROOF_TFJS, or else ~/.cache/noiseproof/tfjs.
 *
 *     --centered   has tf.train.rmsprop(…, centered = true) behind "rmsprop"
 *     --var-list   hands gradients over as minimize(f, false, varList) does, null where there is none;
 *                  as minimize(f) does otherwise: by name, and only those that there are
 */

import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { Invalid, serve, Unsupported } from "./noiseproof-adapter.mjs";

const centered = process.argv.includes("--centered");
const varList = process.argv.includes("--var-list");
const folder =
  process.argv.slice(2).find((argument) => !argument.startsWith("--")) ??
  process.env.NOISEPROOF_TFJS ??
  join(homedir(), ".cache/noiseproof/tfjs");
const require = createRequire(join(resolve(folder), "here.js"));
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
await tf.setBackend("cpu");

/** Variables, and an optimizer on them. Subclasses make the optimizer. */
class Run {
  static matrices = true;
  static options = ["missing"];

  constructor(parameters, hyperparameters, { tensors }) {
    this.hyperparameters = hyperparameters;
    this.lengths = tensors;
    this.variables = this.split(parameters).map((part) => tf.variable(tf.tensor(part)));
    this.optimizer = this.make(hyperparameters);
  }

  step(gradient, { missing = [] }) {
    const tensors = this.split(gradient).map((part, i) => (missing.includes(i) ? null : tf.tensor(part)));
    const named = this.variables.map(({ name }, i) => ({ name, tensor: tensors[i] }));
    const present = named.filter(({ tensor }) => tensor !== null);
    try {
      this.optimizer.applyGradients(
        varList ? named : Object.fromEntries(present.map(({ name, tensor }) => [name, tensor]))
      );
    } catch (refusal) {
      throw new Invalid(refusal.message); // the library's, not this file's
    }
    tf.dispose(tensors);
    const after = this.parameters().flat();
    const undefinedAt = (g, j) => Math.fround(g * g) === 0 && Number.isNaN(after[j]);
    if (this.hyperparameters.epsilon === 0 && gradient.flat().some(undefinedAt)) {
      throw new Unsupported("without ε a gradient of 0 is 0/0, for which nothing is promised");
    }
    return this.parameters();
  }

  parameters() {
    return this.variables.flatMap((variable) => variable.arraySync());
  }

  /** As one saves and loads a checkpoint. */
  async copy() {
    const twin = new this.constructor(this.parameters(), this.hyperparameters, { tensors: this.lengths });
    await twin.optimizer.setWeights(await this.optimizer.getWeights());
    return twin;
  }

  close() {
    tf.dispose(this.variables);
    this.optimizer.dispose();
  }

  split(vector) {
    let from = 0;
    return this.lengths.map((length) => vector.slice(from, (from += length)));
  }
}

class Sgd extends Run {
  static hyperparameters = ["learning_rate", "momentum", "nesterov"];
  static settable = ["learning_rate", "momentum"];

  make({ learning_rate, momentum, nesterov }) {
    return momentum === 0 ? tf.train.sgd(learning_rate) : tf.train.momentum(learning_rate, momentum, nesterov);
  }

  set({ learning_rate, momentum }) {
    if (momentum !== 0 && !this.optimizer.setMomentum) {
      throw new Unsupported("tf.train.sgd has no momentum to set");
    }
    this.optimizer.setLearningRate(learning_rate);
    this.optimizer.setMomentum?.(momentum);
  }
}

class Adam extends Run {
  static hyperparameters = ["learning_rate", "beta1", "beta2", "epsilon"];

  make({ learning_rate, beta1, beta2, epsilon }) {
    return tf.train.adam(learning_rate, beta1, beta2, epsilon);
  }
}

class Adamax extends Run {
  static hyperparameters = ["learning_rate", "beta1", "beta2", "epsilon"];

  make({ learning_rate, beta1, beta2, epsilon }) {
    return tf.train.adamax(learning_rate, beta1, beta2, epsilon);
  }

  copy() {
    throw new Unsupported("getWeights() is not implemented for Adamax in TensorFlow.js");
  }
}

class Rmsprop extends Run {
  static hyperparameters = ["learning_rate", "decay", "epsilon"];

  make({ learning_rate, decay, epsilon }) {
    if (centered && epsilon === 0) {
      throw new Unsupported("without ε the centred rule divides by 0 where nothing varies");
    }
    return tf.train.rmsprop(learning_rate, decay, 0, epsilon, centered);
  }
}

class Adadelta extends Run {
  static hyperparameters = ["learning_rate", "decay", "epsilon"];

  make({ learning_rate, decay, epsilon }) {
    return tf.train.adadelta(learning_rate, decay, epsilon);
  }
}

/** Takes its ε from the backend, at each step. */
class Adagrad extends Run {
  static hyperparameters = ["learning_rate", "initial_accumulator", "epsilon"];

  make({ learning_rate, initial_accumulator }) {
    return tf.train.adagrad(learning_rate, initial_accumulator);
  }

  step(gradient, options) {
    tf.backend().epsilon = () => this.hyperparameters.epsilon;
    return super.step(gradient, options);
  }
}

await serve({
  name: ["tensorflow.js", ...process.argv.slice(2).filter((argument) => argument.startsWith("--"))].join(" "),
  version: tf.version_core,
  library: `TensorFlow.js ${tf.version_core}`,
  homepage: "https://www.tensorflow.org/js",
  issues: "https://github.com/tensorflow/tfjs/issues",
  precision: "float32",
  optimizers: { sgd: Sgd, adam: Adam, adamax: Adamax, rmsprop: Rmsprop, adadelta: Adadelta, adagrad: Adagrad },
  dialects: {
    rmsprop: centered ? "rmsprop.epsilon_inside.centred" : "rmsprop.epsilon_inside",
    adagrad: "adagrad.epsilon_inside",
    adamax: "adamax.epsilon_beside_maximum",
  },
  not_promised: {
    "refuses-bad-gradients": "TensorFlow.js promises nothing about gradients that are not finite",
    "zero-gradient-without-epsilon": "TensorFlow.js adds ε so that nothing is divided by 0; without, 0/0 is NaN",
  },
});
