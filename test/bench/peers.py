"""What Python offers for the same jobs, over lines of JSON: one request a line, one answer a line.

Peers that are not installed are left out of the answers."""

import json
import math
import sys
from importlib import metadata

import numpy as np

import training_peers

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
    if form == "3-point":
        from scipy.optimize._numdiff import approx_derivative

        return float(approx_derivative(rosenbrock, np.array(point), method="3-point").sum())
    f = rosenbrock_loop if form == "loop" else rosenbrock
    return float(numerical_gradient(f, np.array(point)).sum())


def versions():
    found = [f"Python {sys.version.split()[0]}", f"NumPy {np.__version__}"]
    found += [f"SciPy {scipy.__version__}"] if scipy else []
    try:
        found.append(f"PyTorch {metadata.version('torch')}")
    except metadata.PackageNotFoundError:
        pass
    return ", ".join(found)


ANSWERS = {
    "versions": lambda request: versions(),
    "derivatives": lambda request: derivatives(request["cases"]),
    "gradient": lambda request: gradient(request["point"], request["form"]),
    "start": training_peers.start,
    "losses": lambda request: training_peers.losses(request["steps"]),
    "steps": lambda request: training_peers.steps(request["count"]),
    "numerical": lambda request: training_peers.numerical(request["parameters"]),
    "bruteForce": lambda request: training_peers.brute_force(request["parameters"]),
}


def answer(request):
    try:
        return {"ok": ANSWERS[request["kind"]](request)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
