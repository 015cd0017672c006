/**
 * Puts an optimizer that is written in JavaScript, or in anything Node can call, under Noiseproof.
 *
 * One file, no dependencies but Node 18 or later: copy it beside your own and write
 *
 *     import { serve } from "./noiseproof-adapter.mjs";
 *
 *     class Momentum {
 *       static hyperparameters = ["learning_rate", "momentum"];
 *
 *       constructor(parameters, { learning_rate, momentum }) {
 *         Object.assign(this, { parameters, learning_rate, momentum });
 *         this.buffer = parameters.map(() => 0);
 *       }
 *
 *       step(gradient) {
 *         this.buffer = this.buffer.map((b, j) => this.momentum * b + gradient[j]);
 *         this.parameters = this.parameters.map((p, j) => p - this.learning_rate * this.buffer[j]);
 *         return this.parameters;
 *       }
 *     }
 *
 *     await serve({ name: "my momentum", version: "1.0", optimizers: { sgd: Momentum } });
 *
 *     $ ./noiseproof conform --command "node my-momentum.mjs"
 *
 * What an optimizer offers is read off its class:
 *
 * - `static hyperparameters` are those that it knows, under the names of the specs (SPECS below has all).
 *   A run that needs another one, here a weight decay, is answered `unsupported`, and the check does not
 *   apply. A class without the list is handed all of them.
 * - Parameters are an array of numbers; with `static matrices = true` they may be an array of rows, too.
 * - `step(gradient)` returns the parameters after the step: an array, a typed array, or a tensor with
 *   `arraySync()`. Every method may be async.
 * - `static options = ["weight"]` and `step(gradient, { weight })`: gradients may count more than once.
 * - `static options = ["missing"]`, `constructor(parameters, hyperparameters, { tensors })` and
 *   `step(gradient, { missing })`: the parameters are tensors of these lengths, one after the other, and
 *   the tensors whose indexes are missing have no gradient in this step.
 * - `close()` is called when the run is over.
 * - `copy()` returns an independent run that goes on from here.
 * - `set(hyperparameters)` changes them from here on; `static settable` lists which, if not all.
 * - `state()` returns { steps, parameters, buffers: { name: vector } }, and
 *   `static resume({ steps, parameters, buffers }, hyperparameters)` makes a run of that.
 *
 * Throw `Invalid` where you refuse an argument, and `Unsupported` where you lack something. Any other
 * exception is reported as a fault of the program. The protocol that this speaks is docs/protocol.md.
 */

const PROTOCOL = 1;

// Every type with its hyperparameters: name[:kind][=default][range]. No default: it has to be there.
const SPECS = `
sgd              learning_rate[0,inf) momentum=0[0,inf) dampening=0 nesterov:bool=false weight_decay=0[0,inf)
clipped_sgd      learning_rate[0,inf) threshold[0,inf] momentum=0[0,1) clip_after_momentum:bool=false
normalized_sgd   learning_rate[0,inf) momentum=0[0,1) warm_start:bool=false
sign_sgd         learning_rate[0,inf) momentum=0[0,1)
adam             learning_rate[0,inf) beta1=0.9[0,1) beta2=0.999[0,1) epsilon=1e-8[0,inf) weight_decay=0[0,inf)
amsgrad          learning_rate[0,inf) beta1=0.9[0,1) beta2=0.999[0,1) epsilon=1e-8[0,inf)
adamax           learning_rate[0,inf) beta1=0.9[0,1) beta2=0.999[0,1) epsilon=1e-8[0,inf)
nadam            learning_rate[0,inf) beta1=0.9[0,1) beta2=0.999[0,1) epsilon=1e-8[0,inf)
adabelief        learning_rate[0,inf) beta1=0.9[0,1) beta2=0.999[0,1) epsilon=1e-16[0,inf)
lion             learning_rate[0,inf) beta1=0.9[0,1) beta2=0.99[0,1) weight_decay=0[0,inf)
rmsprop          learning_rate[0,inf) decay=0.99[0,1) epsilon=1e-8[0,inf)
adagrad          learning_rate[0,inf) initial_accumulator=0[0,inf) epsilon=1e-10[0,inf)
adadelta         learning_rate=1[0,inf) decay=0.9[0,1) epsilon=1e-6[0,inf)
nsd              learning_rate[0,inf) norm:any momentum=0[0,1) weight_decay=0[0,inf)
nucgd            learning_rate[0,inf) momentum=0[0,1) power_iterations:int=0[0,inf) weight_decay=0[0,inf)
muon             learning_rate[0,inf) momentum=0.95[0,1) newton_schulz_steps:int=5[0,inf) weight_decay=0[0,inf)
polar_grad       learning_rate[0,inf) momentum=0[0,1) weight_decay=0[0,inf)
scheduled        optimizer:any learning_rate_schedule:any="constant" threshold_schedule:any="constant"

mean             | normalize | per_sample_normalize | sign | geometric_median
per_sample_clip  alpha[0,inf] beta=inf(0,inf]
truncated_mean   alpha[0,inf] beta=inf(0,inf]
micro_batch_clip threshold[0,inf] micro_batch_size:int[1,inf)
batch_clip       threshold[0,inf] | coordinate_clip threshold[0,inf]
quantile_clip    quantile(0,1] | trimmed_mean trim:int[0,inf)
median_of_means  blocks:int[1,inf) | catoni scale(0,inf)

frobenius        | max | l1 | spectral | nuclear
schatten         p(1,inf) | ky_fan k:int[1,inf) | ky_fan_dual k:int[1,inf)

log_moment       | block_log_moment block_size:int[1,inf) | ecf_regression | mcculloch | hill order:int[1,inf)
`;

/** What was asked for is refused: an argument is out of its range. The message names it. */
export class Invalid extends Error {}

/** What was asked for is right, but not offered here. The message says what is missing. */
export class Unsupported extends Error {}

/** Refuses a vector with a NaN or an infinity, and names the first: gradient[2] = NaN. */
export function requireFinite(name, vector) {
  if (Array.isArray(vector[0])) return vector.forEach((row, k) => requireFinite(`${name}[${k}]`, row));
  const j = vector.findIndex((value) => !Number.isFinite(value));
  if (j >= 0) throw new Invalid(`${name}[${j}] = ${vector[j]} is not finite`);
}

/**
 * Answers requests until standard input ends. What is printed goes to standard error meanwhile.
 *
 * @param {object} program
 *   name, version: of your implementation;
 *   precision: "float64" or "float32", what it computes in;
 *   optimizers: { type: class };
 *   estimators: { type: (gradients, hyperparameters) => gradient }, gradients one row a sample;
 *   norms: { type: (gradient, hyperparameters) => [direction, dual norm] }, both matrices;
 *   measures: { type: (matrix, hyperparameters) => its norm }, of types among the norms;
 *   tail_indices: { type: (sample, hyperparameters) => [alpha, scale] };
 *   dialects: { type: dialect id }, where a name means something else here: { adam: "adam.epsilon_hat" };
 *   not_promised: { check: reason, or [reason, link] }, demands that you never made; a check is an id, the
 *   start of one, or its last part, which then means that check of every type here;
 *   language, library, homepage, issues: for reports
 */
export async function serve(program) {
  const reply = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  process.stdout.on("error", () => process.exit(0)); // whoever asked has gone
  const server = new Server(program);
  for await (const line of lines(process.stdin)) {
    reply(json(await server.answer(line)) + "\n");
  }
}

/** What answers: the runs in progress by handle, and one method an operation. */
class Server {
  // The fields of each operation beside "id" and "op": required, optional.
  static FIELDS = {
    hello: [["protocol"], []],
    create: [["spec", "parameters"], ["tensors"]],
    step: [["handle", "gradient"], ["weight", "missing"]],
    close: [["handle"], []],
    copy: [["handle"], []],
    set: [["handle", "spec"], []],
    state: [["handle"], []],
    resume: [["spec", "steps", "parameters", "buffers"], []],
    estimate: [["spec", "gradients"], []],
    direction: [["spec", "gradient"], []],
    norm: [["spec", "matrix"], []],
    tail_index: [["spec", "sample"], []],
  };

  constructor(program) {
    this.program = program;
    this.greeting = greeting(program);
    this.runs = new Map();
    this.created = 0;
  }

  /** The reply to one line, whatever it holds. */
  async answer(line) {
    let id = null;
    try {
      const { id: number, op, ...fields } = parse(line);
      if (!Number.isSafeInteger(number)) throw new Invalid(`id = ${short(number)} is no integer`);
      id = number;
      if (!Object.hasOwn(Server.FIELDS, op)) {
        throw new Invalid(`op = ${short(op)} is none of ${Object.keys(Server.FIELDS).join(", ")}`);
      }
      const [required, optional] = Server.FIELDS[op];
      onlyKnown(op, fields, [...required, ...optional]);
      allPresent(op, fields, required);
      return { id, ok: await this[op](fields) };
    } catch (e) {
      if (e instanceof Invalid) return { id, error: { code: "invalid", message: e.message } };
      if (e instanceof Unsupported) return { id, error: { code: "unsupported", message: e.message } };
      return { id, error: { code: "internal", message: blame(e) } };
    }
  }

  hello({ protocol }) {
    if (protocol !== PROTOCOL) {
      throw new Invalid(`protocol = ${short(protocol)}: this program speaks ${PROTOCOL}`);
    }
    return this.greeting;
  }

  async create({ spec, parameters, tensors }) {
    const { type, make, hyperparameters } = this.read(spec, "optimizers");
    const [start, shape] = array("parameters", parameters);
    if (shape.length > 1 && !make.matrices) {
      throw new Unsupported(`${type} takes no parameters that are a matrix`);
    }
    const lengths = tensors === undefined ? [shape[0]] : integers("tensors", tensors);
    if (tensors !== undefined && (shape.length > 1 || lengths.reduce((a, b) => a + b, 0) !== shape[0])) {
      throw new Invalid(`tensors = ${short(tensors)} do not add up to the shape of the parameters, ${shape}`);
    }
    if (tensors !== undefined && !options(make).includes("missing")) {
      throw new Unsupported(`${type} does not tell the tensors of a model apart`);
    }
    const offered = offer(type, make.hyperparameters, hyperparameters);
    const it = await new make(start, offered, { tensors: lengths });
    return this.keep({ it, type, make, hyperparameters, shape, lengths });
  }

  async step({ handle, gradient, weight, missing }) {
    const run = this.run(handle);
    const [vector, shape] = array("gradient", gradient);
    if (String(shape) !== String(run.shape)) {
      throw new Invalid(`gradient has shape ${shape}, the parameters have ${run.shape}`);
    }
    const extra = {};
    if (weight !== undefined) extra.weight = number("weight", weight);
    if (missing !== undefined) extra.missing = integers("missing", missing, run.lengths.length - 1);
    for (const option of Object.keys(extra)) {
      if (!options(run.make).includes(option)) throw new Unsupported(`${run.type} takes no ${option}`);
    }
    return { parameters: result("step", await run.it.step(vector, extra), run.shape) };
  }

  async close({ handle }) {
    const { it } = this.run(handle);
    this.runs.delete(handle);
    await it.close?.();
    return {};
  }

  async copy({ handle }) {
    const run = this.run(handle);
    return this.keep({ ...run, it: await method(run, "copy").call(run.it) });
  }

  async set({ handle, spec }) {
    const run = this.run(handle);
    const { type, hyperparameters } = this.read(spec, "optimizers");
    if (type !== run.type) throw new Invalid(`type = ${type}: the run is of type ${run.type}`);
    const settable = run.make.settable ?? run.make.hyperparameters;
    await method(run, "set").call(run.it, offer(type, settable, hyperparameters, run.hyperparameters));
    run.hyperparameters = hyperparameters;
    return {};
  }

  async state({ handle }) {
    const run = this.run(handle);
    const { steps, parameters, buffers } = await method(run, "state").call(run.it);
    const vectors = Object.entries(buffers).map(([name, values]) => [name, result(name, values)]);
    return {
      steps,
      parameters: result("state", parameters, run.shape),
      buffers: Object.fromEntries(vectors),
    };
  }

  async resume({ spec, steps, parameters, buffers }) {
    const { type, make, hyperparameters } = this.read(spec, "optimizers");
    if (!make.resume) throw new Unsupported(`${type} cannot be resumed from a state`);
    const [start, shape] = array("parameters", parameters);
    const named = Object.entries(object("buffers", buffers));
    const vectors = named.map(([name, values]) => [name, array(`buffers.${name}`, values)[0]]);
    const offered = offer(type, make.hyperparameters, hyperparameters);
    const state = {
      steps: integer("steps", steps),
      parameters: start,
      buffers: Object.fromEntries(vectors),
    };
    const it = await make.resume(state, offered);
    return this.keep({ it, type, make, hyperparameters, shape, lengths: [shape[0]] });
  }

  async estimate({ spec, gradients }) {
    const { type, make, hyperparameters } = this.read(spec, "estimators");
    const [rows, shape] = matrix("gradients", gradients);
    const offered = offer(type, make.hyperparameters, hyperparameters);
    return { gradient: result(type, await make(rows, offered), shape.slice(1)) };
  }

  async direction({ spec, gradient }) {
    const { type, make, hyperparameters } = this.read(spec, "norms");
    const [rows, shape] = matrix("gradient", gradient);
    const [direction, dual] = await make(rows, offer(type, make.hyperparameters, hyperparameters));
    return { direction: result(type, direction, shape), dual_norm: result(type, dual, []) };
  }

  async norm({ spec, matrix: given }) {
    const { type, make, hyperparameters } = this.read(spec, "measures");
    const [rows] = matrix("matrix", given);
    return { norm: result(type, await make(rows, offer(type, make.hyperparameters, hyperparameters)), []) };
  }

  async tail_index({ spec, sample }) {
    const { type, make, hyperparameters } = this.read(spec, "tail_indices");
    const [values] = array("sample", sample);
    const [alpha, scale] = await make(values, offer(type, make.hyperparameters, hyperparameters));
    return { alpha: result(type, alpha, []), scale: scale === null ? null : result(type, scale, []) };
  }

  /** The type of a spec, what was given for it, and its hyperparameters, defaults filled in. */
  read(spec, family) {
    const { type, ...given } = object("spec", spec);
    const known = HYPERPARAMETERS.get(type);
    if (!known) throw new Invalid(`type = ${short(type)} is unknown`);
    onlyKnown(type, given, Object.keys(known));
    const needed = Object.keys(known).filter((name) => known[name].fallback === undefined);
    allPresent(type, given, needed);
    const hyperparameters = {};
    for (const [name, wanted] of Object.entries(known)) {
      hyperparameters[name] = Object.hasOwn(given, name) ? check(wanted, given[name]) : wanted.fallback;
    }
    const make = (this.program[family] ?? {})[type];
    if (!make) throw new Unsupported(`${type} is not among the ${family.replace("_", " ")} here`);
    return { type, make, hyperparameters };
  }

  keep(run) {
    const handle = `run-${++this.created}`;
    this.runs.set(handle, run);
    return { handle };
  }

  run(handle) {
    if (!this.runs.has(handle)) throw new Invalid(`handle = ${short(handle)} is none of a run in progress`);
    return this.runs.get(handle);
  }
}

/** The entries of SPECS: type → name → { name, kind, fallback, left, low, high, right }. */
const HYPERPARAMETERS = new Map(
  SPECS.split(/[|\n]/)
    .map((line) => line.split(/\s+/).filter(Boolean))
    .filter((words) => words.length > 0)
    .map(([type, ...entries]) => [type, Object.fromEntries(entries.map(entry).map((h) => [h.name, h]))])
);

function entry(text) {
  const pattern = /^(\w+)(?::(\w+))?(?:=([^([]+))?(?:([[(])([^,]+),([^,]+)([\])]))?$/;
  const [, name, kind = "number", fallback, left, low = "-inf", high = "inf", right] = pattern.exec(text);
  const real = (word) => (word.endsWith("inf") ? Number(word.replace("inf", "Infinity")) : JSON.parse(word));
  return { name, kind, fallback: fallback && real(fallback), left, low: real(low), high: real(high), right };
}

/** A hyperparameter's value, if it is in range. */
function check({ name, kind, left, low, high, right }, value) {
  if (kind === "any") return value;
  if (kind === "bool") {
    if (typeof value !== "boolean") throw new Invalid(`${name} = ${short(value)} is neither true nor false`);
    return value;
  }
  const x = kind === "int" ? integer(name, value, Infinity, low) : number(name, value);
  const above = x > low || (left === "[" && x === low);
  const below = x < high || (right === "]" && x === high);
  if (!above || !below) {
    throw new Invalid(`${name} = ${short(value)} is out of range: ${left}${low}, ${high}${right}`);
  }
  return x;
}

/** The reply to hello. What an optimizer can do is read off its class. */
function greeting({ optimizers = {}, estimators = {}, norms = {}, measures = {}, tail_indices = {}, ...said }) {
  const families = { optimizers, estimators, norms, tail_indices };
  const types = Object.values(families).flatMap(Object.keys);
  const unknown = types.find((type) => !HYPERPARAMETERS.has(type));
  if (unknown) throw new Error(`there is no spec of type ${unknown}`);
  const has = {
    state: (make) => make.resume && make.prototype?.state,
    copy: (make) => make.prototype?.copy,
    set: (make) => make.prototype?.set,
    weight: (make) => options(make).includes("weight"),
    tensors: (make) => options(make).includes("missing"),
  };
  const makers = Object.values(optimizers);
  const capabilities = Object.keys(has).filter((name) => makers.some(has[name]));
  if (Object.keys(measures).length > 0) capabilities.push("norm");
  const not_promised = Object.entries(said.not_promised ?? {}).flatMap(([check, because]) => {
    const [reason, link] = [because].flat();
    const checks = check.includes("/") ? [check] : types.map((type) => `law/${type}/${check}`);
    return checks.map((id) => ({ check: id, reason, ...(link ? { link } : {}) }));
  });
  const lists = Object.fromEntries(Object.entries(families).map(([name, of]) => [name, Object.keys(of)]));
  return { precision: "float64", language: "JavaScript", dialects: {}, ...said, ...lists, capabilities, not_promised };
}

/** The hyperparameters that are offered. The others must be what they are by default, or were before. */
function offer(type, names, hyperparameters, before) {
  if (!names) return hyperparameters;
  for (const [name, value] of Object.entries(hyperparameters)) {
    const plain = before ? before[name] : HYPERPARAMETERS.get(type)[name].fallback;
    if (!names.includes(name) && value !== plain) {
      throw new Unsupported(`${type} with ${name} = ${short(value)} is not offered here`);
    }
  }
  return Object.fromEntries(names.map((name) => [name, hyperparameters[name]]));
}

function options(make) {
  return make.options ?? [];
}

function method(run, name) {
  if (!run.it[name]) throw new Unsupported(`${run.type} has no ${name}()`);
  return run.it[name];
}

/** The lines of a stream, as bytes. */
async function* lines(stream) {
  let parts = [];
  for await (const chunk of stream) {
    let from = 0;
    for (let end; (end = chunk.indexOf(10, from)) >= 0; from = end + 1) {
      yield Buffer.concat([...parts, chunk.subarray(from, end)]);
      parts = [];
    }
    parts.push(chunk.subarray(from));
  }
  const last = Buffer.concat(parts);
  if (last.length > 0) yield last;
}

function parse(line) {
  try {
    return object("the request", JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line)));
  } catch (e) {
    throw e instanceof Invalid ? e : new Invalid(`no JSON: ${e.message}`);
  }
}

function onlyKnown(what, given, fields) {
  const field = Object.keys(given).find((name) => !fields.includes(name));
  if (field !== undefined) throw new Invalid(`unknown field ${short(field)} in ${what}; it has ${fields.join(", ")}`);
}

function allPresent(what, given, fields) {
  const field = fields.find((name) => !Object.hasOwn(given, name));
  if (field !== undefined) throw new Invalid(`${what} needs "${field}"`);
}

function object(name, value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new Invalid(`${name} = ${short(value)} is no object`);
  }
  return value;
}

function number(name, value) {
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  if (typeof value !== "number") {
    throw new Invalid(`${name} = ${short(value)} is no number, "NaN", "Infinity" or "-Infinity"`);
  }
  if (!Number.isFinite(value)) throw new Invalid(`${name} is beyond binary64`);
  return value;
}

function integer(name, value, high = Infinity, low = 0) {
  if (!Number.isSafeInteger(value)) throw new Invalid(`${name} = ${short(value)} is no integer`);
  if (value < low || value > high) throw new Invalid(`${name} = ${value} is out of range: ${low} to ${high}`);
  return value;
}

function integers(name, values, high) {
  if (!Array.isArray(values)) throw new Invalid(`${name} = ${short(values)} is no array`);
  return values.map((value, i) => integer(`${name}[${i}]`, value, high));
}

/** A vector, or a matrix as an array of rows, with its shape. */
function array(name, value) {
  if (!Array.isArray(value)) throw new Invalid(`${name} = ${short(value)} is no array`);
  if (value.length === 0) throw new Invalid(`${name} is empty`);
  if (!Array.isArray(value[0])) return [value.map((x, j) => number(`${name}[${j}]`, x)), [value.length]];
  const rows = value.map((row, k) => {
    if (!Array.isArray(row) || row.length !== value[0].length) {
      throw new Invalid(`${name}[${k}] is no row of ${value[0].length} entries, as those before it are`);
    }
    return row.map((x, j) => number(`${name}[${k}][${j}]`, x));
  });
  return [rows, [rows.length, rows[0].length]];
}

function matrix(name, value) {
  const [rows, shape] = array(name, value);
  if (shape.length < 2) throw new Invalid(`${name} is a vector; wanted is a matrix`);
  return [rows, shape];
}

/** Plain numbers of this shape, of an array, a typed array, a tensor or a number. */
function result(what, value, shape) {
  const plain = value?.arraySync ? value.arraySync() : ArrayBuffer.isView(value) ? Array.from(value) : value;
  if (Array.isArray(plain)) {
    if (shape && shape[0] !== plain.length) {
      throw new TypeError(`${what} returned ${plain.length} entries where the shape is (${shape})`);
    }
    return plain.map((entry) => result(what, entry, shape?.slice(1)));
  }
  if (typeof plain !== "number" || shape?.length) {
    throw new TypeError(`${what} returned ${short(plain)} where the shape is (${shape})`);
  }
  return plain;
}

/** JSON in which numbers round-trip: -0 keeps its sign, and what is not finite is a string. */
function json(value) {
  if (typeof value === "number") {
    return !Number.isFinite(value) ? `"${value}"` : Object.is(value, -0) ? "-0.0" : String(value);
  }
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, of]) => `${JSON.stringify(name)}:${json(of)}`);
  return `{${fields.join(",")}}`;
}

/** An exception in a line: its type, its message, and where it was thrown. */
function blame(e) {
  const where = /([^/\\\s(]+:\d+):\d+\)?$/m.exec(e?.stack ?? "");
  return `${e?.name ?? "thrown"}: ${e?.message ?? e}${where ? ` (${where[1]})` : ""}`;
}

/** A value as it stands in a message. */
function short(value) {
  const text = String(JSON.stringify(value));
  return text.length <= 60 ? text : text.slice(0, 57) + "…";
}
