"""Momentum with everything that an adapter can be asked for, and a fault that can be asked for, too."""

import noiseproof_adapter as noiseproof


class Momentum:
    def __init__(self, parameters, tensors, learning_rate, momentum):
        self.parameters, self.tensors, self.steps = parameters, tensors, 0
        self.set(learning_rate, momentum)
        self.buffer = [0.0] * len(parameters)

    def step(self, gradient, weight=1.0, missing=()):
        print("a stray line on standard output")
        if gradient[0] == 13:
            return [1 / 0]
        if gradient[0] == 14:
            return [1.0]
        owners = [i for i, length in enumerate(self.tensors) for _ in range(length)]
        for j, owner in enumerate(owners):
            if owner not in missing:
                self.buffer[j] = self.momentum * self.buffer[j] + weight * gradient[j]
                self.parameters[j] -= self.learning_rate * self.buffer[j]
        self.steps += 1
        return self.parameters

    def copy(self):
        return self.resume(self.steps, self.parameters, {"momentum": self.buffer}, self.learning_rate, self.momentum)

    def set(self, learning_rate, momentum):
        if learning_rate == 13:
            raise noiseproof.Invalid("learning_rate = 13 is bad luck")
        self.learning_rate, self.momentum = learning_rate, momentum

    def state(self):
        return {"steps": self.steps, "parameters": self.parameters, "buffers": {"momentum": self.buffer}}

    @classmethod
    def resume(cls, steps, parameters, buffers, learning_rate, momentum):
        run = cls(list(parameters), [len(parameters)], learning_rate, momentum)
        run.steps, run.buffer = steps, list(buffers["momentum"])
        return run


noiseproof.serve(
    name="momentum",
    version="1.0",
    optimizers={"sgd": Momentum},
    estimators={"mean": lambda gradients: [sum(column) / len(gradients) for column in zip(*gradients)]},
    norms={"max": lambda gradient: ([[(x > 0) - (x < 0) for x in row] for row in gradient], sum(map(sum, gradient)))},
    measures={"max": lambda matrix: max(max(map(abs, row)) for row in matrix)},
    tail_indices={"hill": lambda sample, order: (order, None)},
    not_promised={"refuses-bad-gradients": ("it takes everything", "https://example.org/1")},
)
