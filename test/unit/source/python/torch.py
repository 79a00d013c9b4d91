"""What the translated functions use of PyTorch, as strict as PyTorch is: numbers with reverse derivatives.

Functions take nothing but tensors, tensors that require a gradient are not changed in place, and `backward` needs a result
that leads back to one of them. Values are those of Python's floats.
"""

import builtins
import math

float64 = "float64"
nan, inf = math.nan, math.inf


class Tensor:
    def __init__(self, value, parents=(), requires_grad=False):
        self.value = value
        self.parents = parents
        self.requires_grad = requires_grad or any(parent.requires_grad for parent, _ in parents)
        self.grad = None

    def __repr__(self):
        return f"tensor({self.value})"

    def item(self):
        return self.value

    def tolist(self):
        return self.value

    def sum(self):
        return self

    def __bool__(self):
        return bool(self.value)

    def __len__(self):
        raise TypeError("len() of a 0-d tensor")

    def __iter__(self):
        raise TypeError("iteration over a 0-d tensor")

    def __index__(self):
        raise TypeError("only integer tensors can be converted to an index")

    def backward(self):
        if not self.requires_grad:
            raise RuntimeError("element 0 of tensors does not require grad")
        order, seen = [], set()

        def visit(node):
            if id(node) in seen:
                return
            seen.add(id(node))
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)

        visit(self)
        self.grad = Tensor(1.0)
        for node in reversed(order):
            for parent, slope in node.parents:
                before = parent.grad.value if parent.grad else 0.0
                parent.grad = Tensor(before + node.grad.value * slope)

    def __neg__(self):
        return Tensor(-self.value, ((self, -1.0),))

    def __add__(self, other):
        return binary(self, other, lambda a, b: a + b, lambda a, b: (1.0, 1.0))

    def __radd__(self, other):
        return binary(other, self, lambda a, b: a + b, lambda a, b: (1.0, 1.0))

    def __sub__(self, other):
        return binary(self, other, lambda a, b: a - b, lambda a, b: (1.0, -1.0))

    def __rsub__(self, other):
        return binary(other, self, lambda a, b: a - b, lambda a, b: (1.0, -1.0))

    def __mul__(self, other):
        return binary(self, other, lambda a, b: a * b, lambda a, b: (b, a))

    def __rmul__(self, other):
        return binary(other, self, lambda a, b: a * b, lambda a, b: (b, a))

    def __truediv__(self, other):
        return binary(self, other, lambda a, b: a / b, lambda a, b: (1 / b, -a / b**2))

    def __rtruediv__(self, other):
        return binary(other, self, lambda a, b: a / b, lambda a, b: (1 / b, -a / b**2))

    def __pow__(self, other):
        return binary(self, other, lambda a, b: a**b, power_slopes)

    def __rpow__(self, other):
        return binary(other, self, lambda a, b: a**b, power_slopes)

    def __lt__(self, other):
        return Tensor(self.value < plain(other))

    def __le__(self, other):
        return Tensor(self.value <= plain(other))

    def __gt__(self, other):
        return Tensor(self.value > plain(other))

    def __ge__(self, other):
        return Tensor(self.value >= plain(other))

    def __eq__(self, other):
        return Tensor(self.value == plain(other))

    def __ne__(self, other):
        return Tensor(self.value != plain(other))

    __hash__ = object.__hash__


class Array:
    """A vector or a matrix that requires a gradient."""

    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __getitem__(self, key):
        return Array(self.items[key]) if isinstance(key, slice) else self.items[key]

    def __setitem__(self, key, value):
        raise RuntimeError("a view of a leaf Variable that requires grad is being used in an in-place operation.")

    def tolist(self):
        return [item.tolist() for item in self.items]

    def sum(self):
        total = self.items[0].sum()
        for item in self.items[1:]:
            total = total + item.sum()
        return total

    @property
    def grad(self):
        return Array([item.grad if isinstance(item, Array) else item.grad or Tensor(0.0) for item in self.items])


def plain(x):
    return x.value if isinstance(x, Tensor) else x


def power_slopes(a, b):
    return (b * a ** (b - 1) if b != 0 else 0.0, a**b * math.log(a) if a > 0 else 0.0)


def binary(a, b, value, slopes):
    x, y = plain(a), plain(b)
    parents = [(each, slope) for each, slope in zip((a, b), slopes(x, y)) if isinstance(each, Tensor)]
    return Tensor(value(x, y), tuple(parents))


def tensor(value, dtype=None, requires_grad=False):
    if dtype != float64:
        raise TypeError("float32 would round")
    if isinstance(value, list):
        return Array([tensor(each, dtype, requires_grad) for each in value])
    return Tensor(float(value), requires_grad=requires_grad)


def as_tensor(value, dtype=None):
    return value if isinstance(value, Tensor) else tensor(value, dtype)


def function(value, slope):
    def call(x):
        if not isinstance(x, Tensor):
            raise TypeError(f"argument 'input' must be Tensor, not {type(x).__name__}")
        return Tensor(value(x.value), ((x, slope(x.value)),))

    return call


def function2(value, slopes):
    def call(x, y):
        if not (isinstance(x, Tensor) and isinstance(y, Tensor)):
            raise TypeError("arguments must be Tensors")
        return binary(x, y, value, slopes)

    return call


def sign(x):
    return function(lambda v: float((v > 0) - (v < 0)), lambda v: 0.0)(x)


def stack(items):
    if not all(isinstance(item, Tensor) for item in items):
        raise TypeError("expected Tensor as element")
    return Array(items)


def extreme(items, choose):
    best = choose(item.value for item in items)
    ties = [item for item in items if item.value == best]
    return Tensor(best, tuple((item, 1.0 / len(ties)) for item in ties))


def max(items):
    return extreme(items, builtins.max)


def min(items):
    return extreme(items, builtins.min)


def chosen(a, b, first):
    return (0.5, 0.5) if a == b else (1.0, 0.0) if first else (0.0, 1.0)


maximum = function2(lambda a, b: a if a >= b else b, lambda a, b: chosen(a, b, a > b))
minimum = function2(lambda a, b: a if a <= b else b, lambda a, b: chosen(a, b, a < b))
fmod = function2(math.fmod, lambda a, b: (1.0, -float(math.trunc(a / b))))
hypot = function2(math.hypot, lambda a, b: (a / math.hypot(a, b), b / math.hypot(a, b)))
arctan2 = function2(math.atan2, lambda a, b: (b / (a * a + b * b), -a / (a * a + b * b)))
abs = function(math.fabs, lambda v: float((v > 0) - (v < 0)))
sqrt = function(math.sqrt, lambda v: 0.5 / math.sqrt(v))
exp = function(math.exp, math.exp)
expm1 = function(math.expm1, math.exp)
log = function(math.log, lambda v: 1 / v)
log1p = function(math.log1p, lambda v: 1 / (1 + v))
log2 = function(math.log2, lambda v: 1 / (v * math.log(2)))
log10 = function(math.log10, lambda v: 1 / (v * math.log(10)))
sin = function(math.sin, math.cos)
cos = function(math.cos, lambda v: -math.sin(v))
tan = function(math.tan, lambda v: 1 + math.tan(v) ** 2)
arcsin = function(math.asin, lambda v: 1 / math.sqrt(1 - v * v))
arccos = function(math.acos, lambda v: -1 / math.sqrt(1 - v * v))
arctan = function(math.atan, lambda v: 1 / (1 + v * v))
sinh = function(math.sinh, math.cosh)
cosh = function(math.cosh, math.sinh)
tanh = function(math.tanh, lambda v: 1 - math.tanh(v) ** 2)
arcsinh = function(math.asinh, lambda v: 1 / math.sqrt(v * v + 1))
arccosh = function(math.acosh, lambda v: 1 / math.sqrt(v * v - 1))
arctanh = function(math.atanh, lambda v: 1 / (1 - v * v))
floor = function(lambda v: float(math.floor(v)), lambda v: 0.0)
ceil = function(lambda v: float(math.ceil(v)), lambda v: 0.0)
trunc = function(lambda v: float(math.trunc(v)), lambda v: 0.0)
isnan = function(math.isnan, lambda v: 0.0)
isfinite = function(math.isfinite, lambda v: 0.0)
