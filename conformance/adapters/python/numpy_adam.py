"""Adam as one writes it at home in NumPy, under Noiseproof.

    ./noiseproof conform --command "python3 conformance/adapters/python/numpy_adam.py"
"""

import numpy as np

import noiseproof_adapter as noiseproof


class Adam:
    matrices = True

    def __init__(self, parameters, learning_rate, beta1, beta2, epsilon):
        self.theta = np.array(parameters)
        self.m = np.zeros_like(self.theta)
        self.v = np.zeros_like(self.theta)
        self.t = 0
        self.learning_rate, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon

    def step(self, gradient):
        noiseproof.require_finite("gradient", gradient)
        g = np.array(gradient)
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        scale = np.sqrt(v_hat) + self.epsilon
        # Without epsilon, what has only seen gradients of 0 stays where it is: 0/0 moves nothing.
        self.theta = self.theta - self.learning_rate * np.divide(m_hat, scale, out=0 * scale, where=scale > 0)
        return self.theta


if __name__ == "__main__":
    noiseproof.serve(name="numpy_adam", version="1.0", library="NumPy " + np.__version__, optimizers={"adam": Adam})
