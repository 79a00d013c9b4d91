"""What Python offers for the same jobs, over lines of JSON: one request a line, one answer a line.

Peers that are not installed are left out of the answers."""

import json
import math
import sys

import numpy as np

np.seterr(all="ignore")

try:
    import scipy
    from scipy import special
except ImportError:
    scipy = special = None

NAMES = {
    name: getattr(np, name)
    for name in "exp expm1 log log1p log2 log10 sin cos tan sinh cosh tanh sqrt cbrt abs where".split()
}
NAMES |= {"a" + name: getattr(np, "arc" + name) for name in "sin cos tan sinh cosh tanh".split()}
NAMES |= {"PI": math.pi}
if special:
    NAMES["erf"] = special.erf


def peers():
    """Ways to take f′(x), by name: each gives the number, its bar or None, and whether it is content with it."""
    found = {}
    if scipy:
        try:
            from scipy.differentiate import derivative

            def adaptive(f, x):
                result = derivative(f, x)
                return float(result.df), float(result.error), bool(result.success)

            found[f"SciPy {scipy.__version__}, differentiate.derivative"] = adaptive
        except ImportError:
            pass
        from scipy.optimize._numdiff import approx_derivative

        def three_point(f, x):
            return float(approx_derivative(lambda u: f(u)[0], [x], method="3-point")[0]), None, True

        found[f"SciPy {scipy.__version__}, approx_derivative"] = three_point
    try:
        import numdifftools

        def extrapolated(f, x):
            value, info = numdifftools.Derivative(f, full_output=True)(x)
            return float(value), float(info.error_estimate), True

        found[f"numdifftools {numdifftools.__version__}"] = extrapolated
    except ImportError:
        pass
    try:
        import jacobi

        def jacobian(f, x):
            value, error = jacobi.jacobi(f, x)
            return float(value), float(error), True

        found[f"jacobi {jacobi.__version__}"] = jacobian
    except ImportError:
        pass
    return found


class Counted:
    """A function that counts at how many points it was evaluated."""

    def __init__(self, code):
        self.code = code
        self.evaluations = 0

    def __call__(self, x):
        x = np.asarray(x, dtype=float)
        self.evaluations += x.size
        return eval(self.code, NAMES, {"x": x}) + 0 * x


def finite(number):
    return number if number is not None and math.isfinite(number) else None


def derivatives(cases):
    """Of each peer, its derivative of each case."""
    answers = {name: [] for name in peers()}
    codes = [compile(case["text"], "<formula>", "eval") for case in cases]
    for name, differentiate in peers().items():
        for case, code in zip(cases, codes):
            f = Counted(code)
            try:
                value, error, content = differentiate(f, case["x"])
            except Exception:
                value, error, content = None, None, False
            answers[name].append([finite(value), finite(error), content, f.evaluations])
    return answers


def numerical_gradient(f, x):
    """As in "Deep Learning from Scratch", 4.4, for arrays of any shape."""
    h = 1e-4
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        tmp_val = x[idx]
        x[idx] = float(tmp_val) + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
        it.iternext()
    return grad


def rosenbrock(x):
    return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def rosenbrock_loop(x):
    total = 0
    for i in range(len(x) - 1):
        total += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2
    return total


def gradient(point, form):
    f = rosenbrock_loop if form == "loop" else rosenbrock
    return float(numerical_gradient(f, np.array(point)).sum())


ANSWERS = {
    "versions": lambda request: f"Python {sys.version.split()[0]}, NumPy {np.__version__}",
    "derivatives": lambda request: derivatives(request["cases"]),
    "gradient": lambda request: gradient(request["point"], request["form"]),
}

for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(ANSWERS[request["kind"]](request)), flush=True)
