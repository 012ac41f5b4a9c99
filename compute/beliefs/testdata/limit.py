# The overlap that belief propagation has in the planted partition of two equal groups, for
# n to infinity: by density evolution (population dynamics) of the log-likelihood ratios that
# nodes of one group send, which hear c neighbours on average, a share of them of their own
# group. It prints 0.002, 0.539, 0.809, 0.961 and 0.833 with Python 3.11 and NumPy 1.24.2.
import numpy as np

rng = np.random.default_rng(1)
N = 300_000


def overlap(c, snr, rounds=60):
    s = snr * np.sqrt(c)
    inside, outside = c + s, c - s
    x = np.full(N, 1.0)
    for _ in range(rounds):
        d = rng.poisson(c, N)
        k = d.sum()
        y = x[rng.integers(0, N, k)] * np.where(rng.random(k) < inside / (inside + outside), 1, -1)
        e = np.exp(np.clip(y, -600, 600))
        heard = np.log((inside * e + outside) / (outside * e + inside))
        x = np.bincount(np.repeat(np.arange(N), d), heard, N)
    return 2 * (np.mean(x > 0) + np.mean(x == 0) / 2) - 1


for c, snr in [(8, 0.8), (8, 1.2), (8, 1.5), (8, 2.0), (4, 1.5)]:
    print(c, snr, round(overlap(c, snr), 3), flush=True)
