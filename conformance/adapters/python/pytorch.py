"""PyTorch under Noiseproof: every optimizer of torch.optim whose rule has a spec, and clipping.

    ./noiseproof conform --command "python3 conformance/adapters/python/pytorch.py"

    --float32    computes in float32; in float64 otherwise
    --foreach    takes the implementation that steps all tensors at once
    --adamw      has AdamW behind "adam", which is what that spec means; Adam otherwise, whose weight
                 decay is coupled
    --centered   has RMSprop(centered=True) behind "rmsprop"
    --clipping   has torch.nn.utils.clip_grad_norm_ and clip_grad_value_ as estimators, and no optimizers
"""

import copy
import sys

import torch

import noiseproof_adapter as noiseproof

OPTIONS = ("--float32", "--foreach", "--adamw", "--centered", "--clipping")
DTYPE = torch.float32 if "--float32" in sys.argv else torch.float64
FOREACH = {"foreach": True} if "--foreach" in sys.argv else {}
CENTERED = "--centered" in sys.argv


class Run:
    """Tensors with gradients, and an optimizer on them.

    Subclasses say which one: `optimizer`, its `arguments` from the hyperparameters of the spec, and
    `buffers`, the names that the spec has for what PyTorch remembers.
    """

    matrices = True
    optimizer = None
    buffers = {}

    def __init__(self, parameters, tensors, **hyperparameters):
        self.lengths, self.hyperparameters, self.steps = tensors, hyperparameters, 0
        flat = torch.tensor(parameters, dtype=DTYPE)
        self.tensors = [part.clone().requires_grad_() for part in flat.split(tensors)]
        try:
            self.it = self.optimizer(self.tensors, **self.arguments(**hyperparameters), **FOREACH)
        except ValueError as refusal:
            raise noiseproof.Invalid(str(refusal)) from refusal

    def step(self, gradient, missing=()):
        parts = torch.tensor(gradient, dtype=DTYPE).split(self.lengths)
        for i, (tensor, part) in enumerate(zip(self.tensors, parts)):
            tensor.grad = None if i in missing else part
        self.it.step()
        self.steps += 1
        after = self.parameters()
        undefined = after.isnan() & (torch.cat(parts).square() == 0)
        if self.hyperparameters.get("epsilon") == 0 and undefined.any():
            raise noiseproof.Unsupported("without eps a gradient of 0 is 0/0, for which nothing is promised")
        return after

    def parameters(self):
        return torch.cat([tensor.detach() for tensor in self.tensors])

    def copy(self):
        """As one saves and loads a checkpoint."""
        twin = type(self)(self.parameters().tolist(), self.lengths, **self.hyperparameters)
        twin.it.load_state_dict(copy.deepcopy(self.it.state_dict()))
        twin.steps = self.steps
        return twin

    def set(self, **hyperparameters):
        """As a scheduler does."""
        self.hyperparameters = hyperparameters
        for group in self.it.param_groups:
            group.update(self.arguments(**hyperparameters))

    def state(self):
        buffers = {
            ours: torch.cat([self.buffer(tensor, theirs) for tensor in self.tensors])
            for ours, theirs in self.buffers.items()
        }
        return {"steps": self.steps, "parameters": self.parameters(), "buffers": buffers}

    def buffer(self, tensor, name):
        value = self.it.state[tensor].get(name)
        return torch.zeros_like(tensor) if value is None else value.expand_as(tensor)

    @classmethod
    def resume(cls, steps, parameters, buffers, **hyperparameters):
        run = cls(parameters, [len(parameters)], **hyperparameters)
        run.steps = steps
        if steps > 0:
            state = {cls.buffers[ours]: torch.tensor(values, dtype=DTYPE) for ours, values in buffers.items()}
            state["step"] = torch.tensor(float(steps))
            run.it.state[run.tensors[0]] = state
        return run


class Sgd(Run):
    optimizer = torch.optim.SGD
    buffers = {"momentum": "momentum_buffer"}

    @staticmethod
    def arguments(learning_rate, momentum, dampening, nesterov, weight_decay):
        return dict(
            lr=learning_rate,
            momentum=momentum,
            dampening=dampening,
            nesterov=nesterov,
            weight_decay=weight_decay,
        )


class Adam(Run):
    optimizer = torch.optim.AdamW if "--adamw" in sys.argv else torch.optim.Adam
    buffers = {"first_moment": "exp_avg", "second_moment": "exp_avg_sq"}

    @staticmethod
    def arguments(learning_rate, beta1, beta2, epsilon, weight_decay=0.0):
        return dict(lr=learning_rate, betas=(beta1, beta2), eps=epsilon, weight_decay=weight_decay)


class Amsgrad(Adam):
    buffers = {**Adam.buffers, "largest_second_moment": "max_exp_avg_sq"}

    @staticmethod
    def arguments(**hyperparameters):
        return dict(amsgrad=True, **Adam.arguments(**hyperparameters))


class Adamax(Adam):
    optimizer = torch.optim.Adamax
    buffers = {"first_moment": "exp_avg", "infinity_norm": "exp_inf"}


class Nadam(Adam):
    """With PyTorch's own schedule of the momentum, whose product so far is one number a tensor."""

    optimizer = torch.optim.NAdam
    buffers = {**Adam.buffers, "momentum_product": "mu_product"}

    def state(self):
        if self.steps == 0:
            raise noiseproof.Unsupported("NAdam has no state before its first step")
        return super().state()

    @classmethod
    def resume(cls, steps, parameters, buffers, **hyperparameters):
        run = super().resume(steps, parameters, buffers, **hyperparameters)
        for state in run.it.state.values():
            state["mu_product"] = torch.tensor(buffers["momentum_product"][0])
        return run


class Rmsprop(Run):
    optimizer = torch.optim.RMSprop
    buffers = {"second_moment": "square_avg", **({"first_moment": "grad_avg"} if CENTERED else {})}

    @staticmethod
    def arguments(learning_rate, decay, epsilon):
        if CENTERED and epsilon == 0:
            raise noiseproof.Unsupported("without epsilon the centred rule divides by 0 where nothing varies")
        return dict(lr=learning_rate, alpha=decay, eps=epsilon, centered=CENTERED)


class Adagrad(Run):
    optimizer = torch.optim.Adagrad
    buffers = {"sum_of_squares": "sum"}

    def set(self, learning_rate, epsilon):
        """What the sum started from cannot be changed any more."""
        super().set(**{**self.hyperparameters, "learning_rate": learning_rate, "epsilon": epsilon})

    @staticmethod
    def arguments(learning_rate, initial_accumulator, epsilon):
        return dict(lr=learning_rate, initial_accumulator_value=initial_accumulator, eps=epsilon)


class Adadelta(Run):
    optimizer = torch.optim.Adadelta
    buffers = {"second_moment": "square_avg", "second_moment_of_steps": "acc_delta"}

    @staticmethod
    def arguments(learning_rate, decay, epsilon):
        return dict(lr=learning_rate, rho=decay, eps=epsilon)


def clipped(gradient, clip, threshold):
    """A gradient after one of torch.nn.utils' functions, which change gradients in place."""
    parameter = torch.zeros_like(gradient, requires_grad=True)
    parameter.grad = gradient.clone()
    clip(parameter, threshold)
    return parameter.grad


def batch_clip(gradients, threshold):
    return clipped(torch.tensor(gradients, dtype=DTYPE).mean(0), torch.nn.utils.clip_grad_norm_, threshold)


def per_sample_clip(gradients, alpha):
    rows = torch.tensor(gradients, dtype=DTYPE)
    return torch.stack([clipped(row, torch.nn.utils.clip_grad_norm_, alpha) for row in rows]).mean(0)


def coordinate_clip(gradients, threshold):
    rows = torch.tensor(gradients, dtype=DTYPE)
    return torch.stack([clipped(row, torch.nn.utils.clip_grad_value_, threshold) for row in rows]).mean(0)


OPTIMIZERS = {
    "sgd": Sgd,
    "adam": Adam,
    "amsgrad": Amsgrad,
    "adamax": Adamax,
    "nadam": Nadam,
    "rmsprop": Rmsprop,
    "adagrad": Adagrad,
    "adadelta": Adadelta,
}
ESTIMATORS = {"batch_clip": batch_clip, "per_sample_clip": per_sample_clip, "coordinate_clip": coordinate_clip}

if __name__ == "__main__":
    for option in sys.argv[1:]:
        if option not in OPTIONS:
            sys.exit("unknown option %s; there are %s" % (option, ", ".join(OPTIONS)))
    torch.set_num_threads(1)  # vectors of a few numbers: threads would only wait for each other
    clipping = "--clipping" in sys.argv
    noiseproof.serve(
        name=" ".join(["pytorch"] + sys.argv[1:]),
        version=torch.__version__,
        library="PyTorch " + torch.__version__,
        homepage="https://pytorch.org",
        issues="https://github.com/pytorch/pytorch/issues",
        precision="float32" if DTYPE is torch.float32 else "float64",
        optimizers={} if clipping else OPTIMIZERS,
        estimators=ESTIMATORS if clipping else {},
        dialects={
            "adam": "adam" if Adam.optimizer is torch.optim.AdamW else "adam.coupled_decay",
            "nadam": "nadam.slow_schedule",
            "rmsprop": "rmsprop.centred" if CENTERED else "rmsprop",
            "batch_clip": "batch_clip.floored_norm",
            "per_sample_clip": "per_sample_clip.floored_norm",
        },
        not_promised={
            "refuses-bad-gradients": "PyTorch promises nothing about gradients that are not finite",
            "refuses-bad-samples": "PyTorch promises nothing about gradients that are not finite",
            "zero-gradient-without-epsilon": "PyTorch adds eps so that nothing is divided by 0; without, 0/0 is NaN",
        },
    )
