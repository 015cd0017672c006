"""Puts an optimizer that is written in Python, or in anything Python can call, under Noiseproof.

One file, no dependencies but Python 3.8 or later: copy it beside your own and write

    import noiseproof_adapter as noiseproof

    class Momentum:
        def __init__(self, parameters, learning_rate, momentum):
            self.parameters, self.rate, self.mu = parameters, learning_rate, momentum
            self.buffer = [0.0] * len(parameters)

        def step(self, gradient):
            self.buffer = [self.mu * b + g for b, g in zip(self.buffer, gradient)]
            self.parameters = [p - self.rate * b for p, b in zip(self.parameters, self.buffer)]
            return self.parameters

    noiseproof.serve(name="my momentum", version="1.0", optimizers={"sgd": Momentum})

    $ ./noiseproof conform --command "python3 my_momentum.py"

What an optimizer offers is read off it:

* The constructor's arguments after `parameters` are the hyperparameters that it knows, under the names
  of the specs (SPECS below has all). A run that needs another one, here a weight decay, is answered
  `unsupported`, and the check does not apply.
* Parameters are a list of numbers; with `matrices = True` in the class they may be a list of rows, too.
* `step(gradient)` returns the parameters after the step. A list, a NumPy array or a tensor will do.
* `step(gradient, weight=1.0)`: gradients may count more than once.
* `__init__(…, tensors)` and `step(gradient, missing=())`: the parameters are tensors of these lengths,
  one after the other, and the tensors whose indexes are missing have no gradient in this step.
* `close()` is called when the run is over.
* `copy()` returns an independent run that goes on from here.
* `set(hyperparameters…)` changes them from here on.
* `state()` returns {"steps": n, "parameters": vector, "buffers": {name: vector}}, and the class method
  `resume(steps, parameters, buffers, hyperparameters…)` makes a run of that.

Raise `Invalid` where you refuse an argument, and `Unsupported` where you lack something. Any other
exception is reported as a fault of the program. The protocol that this speaks is docs/protocol.md.
"""

import inspect
import json
import math
import os
import re
import sys
import traceback
import types

PROTOCOL = 1

# Every type with its hyperparameters: name[:kind][=default][range]. No default: it has to be there.
SPECS = """
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
"""


class Invalid(Exception):
    """What was asked for is refused: an argument is out of its range. The message names it."""


class Unsupported(Exception):
    """What was asked for is right, but not offered here. The message says what is missing."""


def serve(
    name,
    version,
    precision="float64",
    optimizers=None,
    estimators=None,
    norms=None,
    measures=None,
    tail_indices=None,
    dialects=None,
    not_promised=None,
    **about
):
    """Answers requests until standard input ends. What is printed goes to standard error meanwhile.

    name, version: of your implementation
    precision:     "float64", "float32": what it computes in
    optimizers:    {type: class, or function (parameters, hyperparameters…) → object with a step}
    estimators:    {type: function (gradients, hyperparameters…) → gradient}, gradients one row a sample
    norms:         {type: function (gradient, hyperparameters…) → (direction, dual norm)}, both matrices
    measures:      {type: function (matrix, hyperparameters…) → its norm}, of types among the norms
    tail_indices:  {type: function (sample, hyperparameters…) → (alpha, scale)}
    dialects:      {type: dialect id}, where a name means something else here: {"adam": "adam.epsilon_hat"}
    not_promised:  {check: reason, or (reason, link)}: demands that you never made. A check is an id, the
                   start of one, or its last part, which then means that check of every type here
    about:         language, library, homepage, issues: for reports
    """
    families = {
        "optimizers": optimizers or {},
        "estimators": estimators or {},
        "norms": norms or {},
        "measures": measures or {},
        "tail_indices": tail_indices or {},
    }
    replies = os.fdopen(os.dup(1), "wb", 0)  # ours alone; whoever else writes to 1 writes to 2
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    program = _Program(families, _hello(name, version, precision, families, dialects, not_promised, about))
    try:
        for line in sys.stdin.buffer:
            replies.write((json.dumps(program.answer(line), allow_nan=False) + "\n").encode())
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # whoever asked has gone


def require_finite(name, vector):
    """Refuses a vector with a NaN or an infinity, and names the first: gradient[2] = nan."""
    for j, value in enumerate(vector):
        if isinstance(value, list):
            require_finite("%s[%d]" % (name, j), value)
        elif not math.isfinite(value):
            raise Invalid("%s[%d] = %r is not finite" % (name, j, float(value)))


class _Program:
    """What answers: the runs in progress by handle, and one method an operation, its arguments the fields."""

    OPERATIONS = "hello create step close copy set state resume estimate direction norm tail_index".split()

    def __init__(self, families, hello):
        self.families, self.greeting = families, hello
        self.runs, self.created = {}, 0

    def answer(self, line):
        """The reply to one line, whatever it holds."""
        number = None
        try:
            request = _parse(line)
            number = request.pop("id", None)
            if not isinstance(number, int) or isinstance(number, bool):
                number, wrong = None, number
                raise Invalid("id = %s is no integer" % _short(wrong))
            return {"id": number, "ok": self.perform(request)}
        except (Invalid, Unsupported) as refusal:
            code, message = type(refusal).__name__.lower(), str(refusal)
        except Exception as fault:  # pylint: disable=broad-except
            code, message = "internal", _blame(fault)
        return {"id": number, "error": {"code": code, "message": message}}

    def perform(self, request):
        op = request.pop("op", None)
        if op not in self.OPERATIONS:
            raise Invalid("op = %s is none of %s" % (_short(op), ", ".join(self.OPERATIONS)))
        fields = inspect.signature(getattr(self, op)).parameters.values()
        _known(op, request, [field.name for field in fields])
        _present(op, request, [field.name for field in fields if field.default is field.empty])
        return getattr(self, op)(**request)

    def hello(self, protocol):
        if protocol != PROTOCOL:
            raise Invalid("protocol = %s: this program speaks %d" % (_short(protocol), PROTOCOL))
        return self.greeting

    def create(self, spec, parameters, tensors=None):
        kind, make, hyperparameters = self.read(spec, "optimizers")
        start, shape = _array("parameters", parameters)
        if len(shape) > 1 and not getattr(make, "matrices", False):
            raise Unsupported("%s takes no parameters that are a matrix" % kind)
        lengths = list(shape[:1]) if tensors is None else _integers("tensors", tensors)
        if tensors is not None and (len(shape) != 1 or sum(lengths) != shape[0]):
            raise Invalid("tensors = %s do not add up to the shape of the parameters, %s" % (lengths, shape))
        if tensors is not None and "tensors" not in _names(make):
            raise Unsupported("%s does not tell the tensors of a model apart" % kind)
        extra = {"tensors": lengths} if "tensors" in _names(make) else {}
        it = make(start, **extra, **_offered(kind, make, hyperparameters))
        return self.keep(it, kind, hyperparameters, shape, lengths)

    def step(self, handle, gradient, weight=None, missing=None):
        run = self.run(handle)
        vector, shape = _array("gradient", gradient)
        if shape != run.shape:
            raise Invalid("gradient has shape %s, the parameters have %s" % (shape, run.shape))
        extra = {}
        if weight is not None:
            extra["weight"] = _number("weight", weight)
        if missing is not None:
            extra["missing"] = _integers("missing", missing, len(run.tensors) - 1)
        for field in extra:
            if field not in _names(run.it.step):
                raise Unsupported("%s takes no %s" % (run.kind, field))
        return {"parameters": _result("step", run.it.step(vector, **extra), run.shape)}

    def copy(self, handle):
        run = self.run(handle)
        return self.keep(_method(run, "copy")(), run.kind, run.hyperparameters, run.shape, run.tensors)

    def set(self, handle, spec):
        run = self.run(handle)
        kind, _, hyperparameters = self.read(spec, "optimizers")
        if kind != run.kind:
            raise Invalid("type = %s: the run is of type %s" % (kind, run.kind))
        change = _method(run, "set")
        change(**_offered(kind, change, hyperparameters, run.hyperparameters))
        run.hyperparameters = hyperparameters
        return {}

    def state(self, handle):
        run = self.run(handle)
        state = _method(run, "state")()
        return {
            "steps": int(state["steps"]),
            "parameters": _result("state", state["parameters"], run.shape),
            "buffers": {name: _result(name, values, None) for name, values in state["buffers"].items()},
        }

    def resume(self, spec, steps, parameters, buffers):
        kind, make, hyperparameters = self.read(spec, "optimizers")
        if not _has(make, "resume"):
            raise Unsupported("%s cannot be resumed from a state" % kind)
        start, shape = _array("parameters", parameters)
        if not isinstance(buffers, dict):
            raise Invalid("buffers = %s is no object" % _short(buffers))
        vectors = {name: _array("buffers.%s" % name, values)[0] for name, values in buffers.items()}
        offered = _offered(kind, make.resume, hyperparameters)
        run = make.resume(steps=_integer("steps", steps), parameters=start, buffers=vectors, **offered)
        return self.keep(run, kind, hyperparameters, shape, list(shape[:1]))

    def close(self, handle):
        run = self.run(handle)
        del self.runs[handle]
        if _has(run.it, "close"):
            run.it.close()
        return {}

    def estimate(self, spec, gradients):
        kind, make, hyperparameters = self.read(spec, "estimators")
        rows, shape = _matrix("gradients", gradients)
        return {"gradient": _result(kind, make(rows, **_offered(kind, make, hyperparameters)), shape[1:])}

    def direction(self, spec, gradient):
        kind, make, hyperparameters = self.read(spec, "norms")
        rows, shape = _matrix("gradient", gradient)
        direction, dual = make(rows, **_offered(kind, make, hyperparameters))
        return {"direction": _result(kind, direction, shape), "dual_norm": _result(kind, dual, ())}

    def norm(self, spec, matrix):
        kind, make, hyperparameters = self.read(spec, "measures")
        rows, _ = _matrix("matrix", matrix)
        return {"norm": _result(kind, make(rows, **_offered(kind, make, hyperparameters)), ())}

    def tail_index(self, spec, sample):
        kind, make, hyperparameters = self.read(spec, "tail_indices")
        values, _ = _array("sample", sample)
        alpha, scale = make(values, **_offered(kind, make, hyperparameters))
        return {"alpha": _result(kind, alpha, ()), "scale": None if scale is None else _result(kind, scale, ())}

    def read(self, spec, family):
        """The type of a spec, what was given for it, and its hyperparameters, defaults filled in."""
        if not isinstance(spec, dict):
            raise Invalid("spec = %s is no object" % _short(spec))
        kind = spec.get("type")
        if not isinstance(kind, str) or kind not in _HYPERPARAMETERS:
            raise Invalid("type = %s is unknown" % _short(kind))
        known = _HYPERPARAMETERS[kind]
        _known(kind, spec, ["type", *known])
        _present(kind, spec, [name for name, wanted in known.items() if wanted.default is None])
        values = {n: wanted.read(spec[n]) if n in spec else wanted.default for n, wanted in known.items()}
        if kind not in self.families[family]:
            raise Unsupported("%s is not among the %s here" % (kind, family.replace("_", " ")))
        return kind, self.families[family][kind], values

    def keep(self, it, kind, hyperparameters, shape, tensors):
        self.created += 1
        handle = "run-%d" % self.created
        self.runs[handle] = types.SimpleNamespace(
            it=it, kind=kind, hyperparameters=hyperparameters, shape=shape, tensors=tensors
        )
        return {"handle": handle}

    def run(self, handle):
        if not isinstance(handle, str) or handle not in self.runs:
            raise Invalid("handle = %s is none of a run in progress" % _short(handle))
        return self.runs[handle]


class _Hyperparameter:
    """One entry of SPECS."""

    PATTERN = re.compile(r"(\w+)(?::(\w+))?(?:=([^(\[]+))?(?:([\[(])([^,]+),([^,]+)([\])]))?$")

    def __init__(self, entry):
        self.name, kind, default, self.left, low, high, self.right = self.PATTERN.match(entry).groups()
        self.kind = kind or "number"
        self.low, self.high = float(low or "-inf"), float(high or "inf")
        self.default = None
        if default is not None:
            self.default = float(default) if self.kind == "number" else json.loads(default)

    def read(self, value):
        if self.kind == "any":
            return value
        if self.kind == "bool":
            if not isinstance(value, bool):
                raise Invalid("%s = %s is neither true nor false" % (self.name, _short(value)))
            return value
        number = _integer(self.name, value, self.low) if self.kind == "int" else _number(self.name, value)
        above = number > self.low or (self.left == "[" and number == self.low)
        below = number < self.high or (self.right == "]" and number == self.high)
        if not (above and below):
            bounds = (self.left, self.low, self.high, self.right)
            raise Invalid("%s = %s is out of range: %s%g, %g%s" % ((self.name, _short(value)) + bounds))
        return number


_HYPERPARAMETERS = {
    kind: {hyperparameter.name: hyperparameter for hyperparameter in map(_Hyperparameter, entries)}
    for kind, *entries in (line.split() for line in re.split(r"[|\n]", SPECS) if line.strip())
}


def _hello(name, version, precision, families, dialects, not_promised, about):
    """The reply to hello. What an optimizer can do is read off what was given for it."""
    greeting = {"name": name, "version": version, "precision": precision, "language": "Python", **about}
    for family, members in families.items():
        for kind in members:
            if kind not in _HYPERPARAMETERS:
                raise ValueError("%s: there is no spec of type %r" % (family, kind))
        if family != "measures":
            greeting[family] = list(members)
    greeting["dialects"] = dict(dialects or {})
    makers = list(families["optimizers"].values())
    signs = {
        "state": lambda make: _has(make, "state") and _has(make, "resume"),
        "copy": lambda make: _has(make, "copy"),
        "set": lambda make: _has(make, "set"),
        "weight": lambda make: _has(make, "step") and "weight" in _names(make.step),
        "tensors": lambda make: _has(make, "step") and "missing" in _names(make.step) and "tensors" in _names(make),
    }
    greeting["capabilities"] = [sign for sign, has in signs.items() if any(map(has, makers))]
    greeting["capabilities"] += ["norm"] if families["measures"] else []
    greeting["not_promised"] = []
    for check, because in (not_promised or {}).items():
        reason, link = because if isinstance(because, tuple) else (because, None)
        kinds = [kind for family, members in families.items() if family != "measures" for kind in members]
        for pattern in [check] if "/" in check else ["law/%s/%s" % (kind, check) for kind in kinds]:
            entry = {"check": pattern, "reason": reason, "link": link}
            greeting["not_promised"].append({key: value for key, value in entry.items() if value is not None})
    return greeting


def _has(thing, method):
    return callable(getattr(thing, method, None))


def _method(run, name):
    if not _has(run.it, name):
        raise Unsupported("%s has no %s()" % (run.kind, name))
    return getattr(run.it, name)


def _names(function):
    """The names of a function's or a constructor's arguments; "**" where it takes any."""
    parameters = inspect.signature(function).parameters.values()
    return ["**" if p.kind is p.VAR_KEYWORD else p.name for p in parameters]


def _offered(kind, function, hyperparameters, before=None):
    """The hyperparameters that a function takes. The others must be what they are by default."""
    names = _names(function)
    if "**" in names:
        return hyperparameters
    for name, value in hyperparameters.items():
        plain = before[name] if before else _HYPERPARAMETERS[kind][name].default
        if name not in names and value != plain:
            raise Unsupported("%s with %s = %s is not offered here" % (kind, name, _short(value)))
    return {name: value for name, value in hyperparameters.items() if name in names}


def _parse(line):
    """A request, as strictly as JSON is defined: no bare NaN."""

    def constant(word):
        raise ValueError('%s has to be the string "%s"' % (word, word))

    try:
        request = json.loads(line.decode("utf-8"), parse_constant=constant)
    except (ValueError, RecursionError) as e:
        raise Invalid("no JSON: %s" % e) from None
    if not isinstance(request, dict):
        raise Invalid("%s is no JSON object" % _short(request))
    return request


def _known(what, given, fields):
    for field in given:
        if field not in fields:
            raise Invalid("unknown field %s in %s; it has %s" % (_short(field), what, ", ".join(fields)))


def _present(what, given, fields):
    for field in fields:
        if field not in given:
            raise Invalid('%s needs "%s"' % (what, field))


def _number(name, value):
    if isinstance(value, str) and value in ("NaN", "Infinity", "-Infinity"):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Invalid('%s = %s is no number, "NaN", "Infinity" or "-Infinity"' % (name, _short(value)))
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if math.isinf(number):
        raise Invalid("%s is beyond binary64" % name)
    return number


def _integer(name, value, low=0, high=math.inf):
    if isinstance(value, bool) or not isinstance(value, int):
        raise Invalid("%s = %s is no integer" % (name, _short(value)))
    if not low <= value <= high:
        raise Invalid("%s = %s is out of range: %g to %g" % (name, _short(value), low, high))
    return value


def _integers(name, value, high=math.inf):
    return [_integer("%s[%d]" % (name, i), n, 0, high) for i, n in enumerate(_list(name, value))]


def _list(name, value):
    if not isinstance(value, list):
        raise Invalid("%s = %s is no array" % (name, _short(value)))
    return value


def _array(name, value):
    """A vector, or a matrix as a list of rows, with its shape."""
    entries = _list(name, value)
    if not entries:
        raise Invalid("%s is empty" % name)
    if not isinstance(entries[0], list):
        return [_number("%s[%d]" % (name, j), x) for j, x in enumerate(entries)], (len(entries),)
    rows = []
    for k, row in enumerate(entries):
        if len(_list("%s[%d]" % (name, k), row)) != len(entries[0]):
            raise Invalid("%s[%d] has %d entries, the rows before it %d" % (name, k, len(row), len(entries[0])))
        rows.append([_number("%s[%d][%d]" % (name, k, j), x) for j, x in enumerate(row)])
    return rows, (len(rows), len(rows[0]))


def _matrix(name, value):
    rows, shape = _array(name, value)
    if len(shape) != 2:
        raise Invalid("%s is a vector; wanted is a matrix, an array of rows" % name)
    return rows, shape


def _result(what, value, shape):
    """Numbers as JSON has them, of a list, tuple, NumPy array, tensor or scalar of this shape."""
    plain = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(plain, (list, tuple)):
        if shape is not None and (not shape or len(plain) != shape[0]):
            raise TypeError("%s returned %d entries where the shape is %s" % (what, len(plain), shape))
        return [_result(what, entry, None if shape is None else shape[1:]) for entry in plain]
    if shape:
        raise TypeError("%s returned %s where the shape is %s" % (what, _short(value), shape))
    number = float(plain)
    if math.isfinite(number):
        return number
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def _blame(fault):
    """An exception in a line: its type, its message, and where it was raised."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    said = "%s: %s" % (type(fault).__name__, fault)
    if last.filename == __file__:
        return said
    return "%s (%s:%d: %s)" % (said, os.path.basename(last.filename), last.lineno, last.line)


def _short(value):
    """A value as it stands in a message."""
    text = json.dumps(value, default=repr)
    return text if len(text) <= 60 else text[:57] + "…"
