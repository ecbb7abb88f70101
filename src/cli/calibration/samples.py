"""
Samples of what things cost, in seconds, and what follows from them.

work(name, s)     code that runs: whatever disturbs it makes it longer, so the low quartile counts
latency(name, s)  how late something comes: that varies by itself, so the median counts

Names of one word are those of src/timing/parameters.ts; others are only worked with.
"""
import sys
import time

now = time.perf_counter
QUICK = "quick" in sys.argv[1:]

works = {}
latencies = {}
#: What is known without samples.
facts = {}


def work(name, seconds):
    works.setdefault(name, []).append(seconds)


def latency(name, seconds):
    latencies.setdefault(name, []).append(seconds)


def settled(name):
    """What the samples of a name say. Raises KeyError if there are none."""
    if name in facts:
        return facts[name]
    samples, share = (works[name], 0.25) if name in works else (latencies[name], 0.5)
    return sorted(samples)[int((len(samples) - 1) * share)]


def during(seconds):
    """Turns until the time is up, three at least."""
    end = now() + seconds * (0.3 if QUICK else 1)
    turn = 0
    while turn < 3 or now() < end:
        yield turn
        turn += 1


def nothing(*_):
    pass
