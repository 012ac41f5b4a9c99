"""Times NumPy on the surfaces that the Go benchmarks compute, and prints both.

Usage: surfaces.py FILE, where FILE is the output of the Go benchmarks; numpy.sh
makes it."""
import re
import sys
import time

import numpy as np

SIZES = {
    "61x81": (np.arange(-3, 3.1, 0.1), np.arange(-4, 4.1, 0.1)),
    "1000x1000": (np.linspace(-3, 3, 1000), np.linspace(-4, 4, 1000)),
}


SIGMA = np.array([[2.0, 1.0], [1.0, 2.0]])
CONSTANT = 1 / (2 * np.pi * np.sqrt(np.linalg.det(SIGMA)))


def gaussian_tile(x, y):
    """All points as a 2 by N array, the way of VectorizedTo."""
    a = np.stack([np.tile(x, y.size), np.repeat(y, x.size)])
    q = np.sum(a * (np.linalg.inv(SIGMA) @ a), axis=0)
    return (CONSTANT * np.exp(-0.5 * q)).reshape(y.size, x.size)


def gaussian_broadcast(x, y):
    """The quadratic form written out, the quickest way found in NumPy."""
    s = np.linalg.inv(SIGMA)
    y = y[:, None]
    q = s[0, 0] * x * x + (2 * s[0, 1] * y) * x + s[1, 1] * y * y
    q *= -0.5
    np.exp(q, out=q)
    q *= CONSTANT
    return q


def waves_meshgrid(x, y):
    X, Y = np.meshgrid(x, y)
    return np.sin(X) + np.cos(Y)


def waves_broadcast(x, y):
    return np.sin(x) + np.cos(y)[:, None]


def mixed_meshgrid(x, y):
    X, Y = np.meshgrid(x, y)
    return np.sin(X * Y) + np.exp(-(X**2) - Y**2)


def quadratic_meshgrid(x, y):
    X, Y = np.meshgrid(x, y)
    return np.exp(-(X**2 - X * Y + Y**2) / 3)


def ripple_meshgrid(x, y):
    X, Y = np.meshgrid(x, y)
    r = np.hypot(X, Y)
    with np.errstate(invalid="ignore"):
        return np.sin(r) / r


# Go benchmark, what it stands for, NumPy's function and its way.
ROWS = [
    ("BenchmarkLattice/loops/", "Gaussian, loops", gaussian_tile, "tile, repeat"),
    ("BenchmarkLattice/vectorized/", "Gaussian, vectorized", gaussian_tile, "tile, repeat"),
    ("BenchmarkLattice/fused/", "Gaussian, fused", gaussian_tile, "tile, repeat"),
    ("BenchmarkLattice/fused/", "Gaussian, fused", gaussian_broadcast, "broadcast"),
    ("BenchmarkGrid/", "sin x + cos y", waves_meshgrid, "meshgrid"),
    ("BenchmarkGrid/", "sin x + cos y", waves_broadcast, "broadcast"),
    ("BenchmarkGrid/sin(x)+cos(y)/", "typed: sin(x)+cos(y)", waves_meshgrid, "meshgrid"),
    ("BenchmarkGrid/sin(x)+cos(y)/", "typed: sin(x)+cos(y)", waves_broadcast, "broadcast"),
    ("BenchmarkGrid/sin(x*y)+exp(-x^2-y^2)/", "typed: sin(x*y)+exp(-x^2-y^2)", mixed_meshgrid, "meshgrid"),
    ("BenchmarkGrid/exp(-(x^2-x*y+y^2)/3)/", "typed: exp(-(x^2-x*y+y^2)/3)", quadratic_meshgrid, "meshgrid"),
    ("BenchmarkGrid/sin(r)/r/", "typed: sin(r)/r", ripple_meshgrid, "meshgrid"),
]


def go_times(path):
    """Milliseconds by benchmark name, the best of its runs."""
    runs = {}
    with open(path) as f:
        for line in f:
            m = re.match(r"(Benchmark\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op", line)
            if m:
                runs.setdefault(m[1], []).append(float(m[2]) / 1e6)
    return {name: min(t) for name, t in runs.items()}


def numpy_time(f, x, y):
    """Milliseconds, the best of the runs of a second and a half."""
    f(x, y)
    runs = []
    begin = time.perf_counter()
    while len(runs) < 5 or time.perf_counter() - begin < 1.5:
        t = time.perf_counter()
        f(x, y)
        runs.append((time.perf_counter() - t) * 1e3)
    return min(runs)


def main():
    go = go_times(sys.argv[1])
    print("Python %s, NumPy %s, one thread; best runs" % (sys.version.split()[0], np.__version__))
    print("%-22s %-10s %12s   %-13s %9s %11s" % ("Go", "samples", "wasm ms", "NumPy", "native ms", "NumPy / Go"))
    for bench, name, f, way in ROWS:
        for size, (x, y) in SIZES.items():
            if bench + size not in go:
                sys.exit("surfaces.py: no result for %s%s in %s" % (bench, size, sys.argv[1]))
            ours, theirs = go[bench + size], numpy_time(f, x, y)
            print("%-22s %-10s %12.3f   %-13s %9.3f %11.2f" % (name, size, ours, way, theirs, theirs / ours))


if __name__ == "__main__":
    main()
