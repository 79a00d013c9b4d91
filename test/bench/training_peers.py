"""Trainings in NumPy and PyTorch, on the files that training/data.ts wrote. Of the workloads see training/workloads.ts."""

import os
import time
from collections import OrderedDict

import numpy as np


def read(folder, name):
    return np.load(os.path.join(folder, name + ".npy"))


def features_of(folder, dtype):
    """As `load_mnist` gives them: one row a sample; pixels are divided by 255."""
    x = read(folder, "features")
    scale = 255 if x.dtype == np.uint8 else 1
    return x.reshape(len(x), -1).astype(dtype) / dtype(scale)


def layers_of(workload, folder):
    """W and b of each layer to begin with."""
    numbers, end, layers = read(folder, "weights"), 0, []
    for inputs, units in zip(workload["sizes"], workload["sizes"][1:]):
        w, end = numbers[end : end + inputs * units].reshape(inputs, units), end + inputs * units
        b, end = numbers[end : end + units], end + units
        layers.append((w, b))
    return layers


# The layers of "Deep Learning from Scratch", chapter 5.


class Affine:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.w) + self.b

    def backward(self, dout):
        dx = np.dot(dout, self.w.T)
        self.dw = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx


class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out


class Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout


class Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out**2)


def softmax(x):
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


def cross_entropy_error(y, t):
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        return cross_entropy_error(self.y, self.t)

    def backward(self):
        batch_size = self.t.shape[0]
        dx = self.y.copy()
        dx[np.arange(batch_size), self.t] -= 1
        return dx / batch_size


class HalfSquares:
    def forward(self, x, t):
        self.difference = x - t.reshape(-1, 1)
        return 0.5 * np.sum(self.difference**2) / len(t)

    def backward(self):
        return self.difference / len(self.difference)


class Network:
    """The book's TwoLayerNet, of as many layers as there are."""

    def __init__(self, workload, folder, dtype):
        self.layers = OrderedDict()
        activation = {"sigmoid": Sigmoid, "relu": Relu, "tanh": Tanh}[workload["activation"]]
        parameters = layers_of(workload, folder)
        for i, (w, b) in enumerate(parameters):
            self.layers[f"Affine{i}"] = Affine(w.astype(dtype), b.astype(dtype))
            if i < len(parameters) - 1:
                self.layers[f"Activation{i}"] = activation()
        self.last = SoftmaxWithLoss() if workload["loss"] == "crossEntropy" else HalfSquares()

    def loss(self, x, t):
        for layer in self.layers.values():
            x = layer.forward(x)
        self.outputs = x
        return self.last.forward(x, t)

    def arrays(self):
        return [array for each in self.layers.values() if isinstance(each, Affine) for array in (each.w, each.b)]

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.last.backward()
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)

    def descend(self, rate):
        for layer in self.layers.values():
            if isinstance(layer, Affine):
                layer.w -= rate * layer.dw
                layer.b -= rate * layer.db


class NumpyTraining:
    """The loop of the book's 5.7.4: a random batch, its gradient, the update; with `with_loss` the loss once more."""

    def __init__(self, workload, folder, dtype, features_dtype=None, with_loss=False):
        self.network = Network(workload, folder, dtype)
        self.x = features_of(folder, features_dtype or dtype)
        self.t = read(folder, "targets")
        if workload["loss"] != "crossEntropy":
            self.t = self.t.astype(dtype)
        self.rate, self.batch, self.with_loss = dtype(workload["rate"]), workload["batch"], with_loss

    def random_batch(self):
        return np.random.choice(len(self.x), self.batch)

    def loss(self, picked):
        return float(self.network.loss(self.x[picked], self.t[picked]))

    def step(self, picked):
        x_batch = self.x[picked]
        t_batch = self.t[picked]
        self.network.gradient(x_batch, t_batch)
        self.network.descend(self.rate)
        if self.with_loss:
            self.network.loss(x_batch, t_batch)


class TorchTraining:
    """What is common: data, and random batches."""

    def __init__(self, workload, folder):
        import torch

        self.torch = torch
        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", 1)))
        self.workload, self.rate, self.batch = workload, workload["rate"], workload["batch"]
        self.x = torch.from_numpy(features_of(folder, np.float32))
        t = read(folder, "targets")
        self.t = torch.from_numpy(t.astype(np.int64) if self.is_classes else t.reshape(-1, 1))
        self.parameters = [
            (torch.from_numpy(w.copy()), torch.from_numpy(b.copy())) for w, b in layers_of(workload, folder)
        ]
        self.prepare()

    @property
    def is_classes(self):
        return self.workload["loss"] == "crossEntropy"

    def random_batch(self):
        return self.torch.randint(len(self.x), (self.batch,))

    def picked(self, picked):
        if isinstance(picked, np.ndarray):
            picked = self.torch.from_numpy(picked.astype(np.int64))
        return self.x[picked], self.t[picked]


class TorchByHand(TorchTraining):
    """Back-propagation written out."""

    def prepare(self):
        self.torch.set_grad_enabled(False)
        functions = {"sigmoid": self.torch.sigmoid, "relu": self.torch.relu, "tanh": self.torch.tanh}
        self.activate = functions[self.workload["activation"]]

    def slope(self, y):
        activation = self.workload["activation"]
        return y * (1 - y) if activation == "sigmoid" else (y > 0).to(y.dtype) if activation == "relu" else 1 - y * y

    def forward(self, x):
        outputs = [x]
        for i, (w, b) in enumerate(self.parameters):
            sums = self.torch.addmm(b, outputs[-1], w)
            outputs.append(sums if i == len(self.parameters) - 1 else self.activate(sums))
        return outputs

    def loss(self, picked):
        x, t = self.picked(picked)
        y = self.forward(x)[-1]
        if self.is_classes:
            return float(self.torch.nn.functional.cross_entropy(y, t))
        return float(0.5 * ((y - t) ** 2).sum() / len(t))

    def step(self, picked):
        x, t = self.picked(picked)
        *outputs, y = self.forward(x)
        if self.is_classes:
            dy = self.torch.softmax(y, 1)
            dy[self.torch.arange(len(t)), t] -= 1
            dy /= len(t)
        else:
            dy = (y - t) / len(t)
        for i in reversed(range(len(outputs))):
            w, b = self.parameters[i]
            dw, db = outputs[i].t() @ dy, dy.sum(0)
            if i > 0:
                dy = (dy @ w.t()) * self.slope(outputs[i])
            w.sub_(dw, alpha=self.rate)
            b.sub_(db, alpha=self.rate)


class TorchNn(TorchTraining):
    """torch.nn and torch.optim.SGD."""

    def prepare(self):
        nn = self.torch.nn
        activation = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[self.workload["activation"]]
        layers = []
        for w, b in self.parameters:
            layer = nn.Linear(*w.shape)
            layer.weight.data.copy_(w.t())
            layer.bias.data.copy_(b)
            layers += [layer, activation()]
        self.network = nn.Sequential(*layers[:-1])
        self.criterion = nn.CrossEntropyLoss() if self.is_classes else nn.MSELoss()
        self.optimizer = self.torch.optim.SGD(self.network.parameters(), lr=self.rate)

    def loss_of(self, picked):
        x, t = self.picked(picked)
        loss = self.criterion(self.network(x), t)
        return loss if self.is_classes else 0.5 * loss

    def loss(self, picked):
        return float(self.loss_of(picked).detach())

    def step(self, picked):
        self.optimizer.zero_grad()
        self.loss_of(picked).backward()
        self.optimizer.step()


H = 1e-4


def numerical(parameters):
    """The book's `numerical_gradient` (4.4) of the first mini-batch by some parameters, and the time of all, in ms."""
    x, t = first_batch()
    begin = time.perf_counter()
    gradient = central_differences(lambda: training.network.loss(x, t), parameters)
    elapsed = 1000 * (time.perf_counter() - begin)
    count = sum(array.size for array in training.network.arrays())
    return {"time": elapsed * count / len(parameters), "gradient": gradient}


def brute_force(parameters):
    """The same of the loss without the book's 1e-7, in the arithmetic of the parameters."""
    x, t = first_batch()
    x = x.astype(np.float64)

    def loss():
        training.network.loss(x, t)
        z = training.network.outputs
        z = z - np.max(z, axis=1, keepdims=True)
        return np.mean(np.log(np.sum(np.exp(z), axis=1)) - z[np.arange(len(t)), t])

    return central_differences(loss, parameters)


def first_batch():
    picked = order[: training.batch]
    return training.x[picked], training.t[picked]


def central_differences(loss, parameters):
    gradient, arrays = [], training.network.arrays()
    ends = np.cumsum([array.size for array in arrays])
    for place in parameters:
        index = int(np.searchsorted(ends, place, side="right"))
        array = arrays[index].reshape(-1)
        i = place - (ends[index] - array.size)
        value = array[i]
        array[i] = value + H
        above = loss()
        array[i] = value - H
        below = loss()
        gradient.append(float((above - below) / (2 * H)))
        array[i] = value
    return gradient


TRAININGS = {
    "numpy32": lambda *given: NumpyTraining(*given, np.float32),
    "numpy64": lambda *given: NumpyTraining(*given, np.float64),
    "book": lambda *given: NumpyTraining(*given, np.float64, np.float32, with_loss=True),
    "torchByHand": TorchByHand,
    "torchNn": TorchNn,
}

training = None


def start(request):
    global training, order
    training = TRAININGS[request["peer"]](request["workload"], request["folder"])
    order = read(request["folder"], "order")


def losses(count):
    """The loss of each of the first mini-batches, before its update."""
    found, batch = [], training.batch
    for i in range(count):
        picked = order[i * batch : (i + 1) * batch]
        found.append(training.loss(picked))
        training.step(picked)
    return found


def steps(count):
    """Does mini-batches of samples drawn at random; how long that took, in ms."""
    begin = time.perf_counter()
    for _ in range(count):
        training.step(training.random_batch())
    return 1000 * (time.perf_counter() - begin)
