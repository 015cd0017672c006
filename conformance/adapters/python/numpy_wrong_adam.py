"""The Adam of numpy_adam.py with one operator wrong: it multiplies by √v̂ where it should divide.

A library shipped this for five years. The loss goes down all the same.

    ./noiseproof conform --command "python3 conformance/adapters/python/numpy_wrong_adam.py"
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
        self.theta = self.theta - self.learning_rate * m_hat * (np.sqrt(v_hat) + self.epsilon)
        return self.theta


if __name__ == "__main__":
    noiseproof.serve(
        name="numpy_wrong_adam", version="1.0", library="NumPy " + np.__version__, optimizers={"adam": Adam}
    )
