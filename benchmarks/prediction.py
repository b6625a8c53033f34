"""How right predictions become: `python -m benchmarks.prediction [--seeds N]`.

A synthetic workload: several keys whose prior is wrong by a factor of its own, requests of mixed sizes, load that
drifts between 0.7 and 1.8, 15% lognormal noise, and 3% of the runs taking five times as long. Memory varies by 5%
around a factor of its own, or (`hard`) by 15% and with the load. Each run is told before it is learned; what is told
after the first 30 runs of a key counts. Prints a table to stderr and JSON to stdout.
"""

import argparse
import json
import math
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from quality.learning import correct
from quality.learning.values import Correction, Key, Observation

NOISE, OUTLIERS, OUTLIER_TIMES = 0.15, 0.03, 5.0
LEAST_LOAD, MOST_LOAD = 0.7, 1.8
RUNS, WARM_UP = 600, 30
KEYS = (
    Key("diffusers", "flux", "cuda-24gb", "model_offload"),
    Key("diffusers", "wan", "cuda-24gb", "group_offload"),
    Key("diffusers", "flux", "cuda-12gb", "sequential_offload"),
    Key("animatic", "drawn", "cpu"),
)
PRIOR_WRONG_BY = dict(zip(KEYS, (0.4, 1.0, 2.5, 6.0), strict=True))
PERIOD_RUNS = dict(zip(KEYS, (200, 300, 150, 450), strict=True))


@dataclass(frozen=True, slots=True)
class Run:
    """One run as it really went, and its prior."""

    prior_seconds: tuple[float, float]
    prior_gb: float
    seconds: float
    gb: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """`inside`, `under`: shares 0..1; `error_percent` median absolute; `times_wide` median of high / low;
    `memory_times`: median of predicted to needed memory; `prior_inside`: the same runs with the prior alone."""

    key: str
    inside: float
    error_percent: float
    times_wide: float
    under: float
    memory_times: float
    prior_inside: float


def workload(key: Key, seed: int, *, hard: bool = False) -> Iterator[Run]:
    """`RUNS` runs of a key."""
    chance = random.Random(f"{key}{seed}")
    low, high = math.log(LEAST_LOAD), math.log(MOST_LOAD)
    phase = chance.random()
    for number in range(RUNS):
        turn = math.sin(2 * math.pi * (number / PERIOD_RUNS[key] + phase))
        load = math.exp((low + high) / 2 + (high - low) / 2 * turn)
        size = chance.choice((1.0, 2.5, 6.0))
        late = OUTLIER_TIMES if chance.random() < OUTLIERS else 1.0
        seconds = 8 * size * PRIOR_WRONG_BY[key] * load * late * chance.lognormvariate(0, NOISE)
        gb = 10 * size**0.5 * PRIOR_WRONG_BY[key] ** 0.3 * chance.lognormvariate(0, NOISE if hard else 0.05)
        yield Run((6 * size, 10.7 * size), 10 * size**0.5, seconds, gb * (load if hard else 1.0))


def followed(key: Key, seed: int, *, hard: bool = False) -> Accuracy:
    """Tell, run, learn; judged from run 31 on."""
    correction, inside, errors, widths, under, memory, by_prior = Correction(), [], [], [], [], [], []
    for number, run in enumerate(workload(key, seed, hard=hard)):
        low, _, high = correct.time_range(correction, run.prior_seconds)
        gb = correct.memory_gb(correction, run.prior_gb)
        seen = Observation(
            key, correct.middle_of(run.prior_seconds), run.seconds, (low, high), run.prior_gb, run.gb, gb
        )
        if number >= WARM_UP:
            inside.append(seen.inside)
            errors.append(seen.error_percent)
            widths.append(high / low)
            under.append(run.gb > gb)
            memory.append(gb / run.gb)
            by_prior.append(run.prior_seconds[0] <= run.seconds <= run.prior_seconds[1])
        correction = correct.learn(correction, seen)
    name = f"{key.engine} {key.model} {key.device_class}"
    middle, mean = statistics.median, statistics.fmean
    return Accuracy(name, mean(inside), middle(errors), middle(widths), mean(under), middle(memory), mean(by_prior))


def microseconds_a_learn(times: int = 5000) -> float:
    """How long one observation takes, in microseconds of the processor, with full rings."""
    seen = [
        Observation(KEYS[0], correct.middle_of(run.prior_seconds), run.seconds, run.prior_seconds, run.prior_gb, run.gb)
        for run in workload(KEYS[0], 0)
    ]
    correction = Correction()
    for one in seen:
        correction = correct.learn(correction, one)
    begun = time.process_time()
    for number in range(times):
        correction = correct.learn(correction, seen[number % len(seen)])
    return (time.process_time() - begun) / times * 1e6


def main() -> None:
    """The table and the JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10, help="workloads a key")
    seeds = range(parser.parse_args().seeds)
    found = {
        case: [followed(key, seed, hard=case == "hard") for key in KEYS for seed in seeds] for case in ("plain", "hard")
    }
    print(f"{'':38}{'inside':>9}{'error':>9}{'wide':>7}{'under':>8}{'memory':>8}{'prior':>8}", file=sys.stderr)
    for case, rows in found.items():
        for name in dict.fromkeys(row.key for row in rows):
            print(line(f"{case}: {name}", [row for row in rows if row.key == name]), file=sys.stderr)
        print(line(f"{case}: all", rows), file=sys.stderr)
    cost = microseconds_a_learn()
    print(f"{cost:.0f} microseconds of the processor a learn()", file=sys.stderr)
    told = {case: [asdict(row) for row in rows] for case, rows in found.items()}
    print(json.dumps({"microseconds_a_learn": cost, **told}))


def line(name: str, rows: list[Accuracy]) -> str:
    """One row of the table: means over its workloads."""

    def mean(column: str) -> float:
        return statistics.fmean(getattr(row, column) for row in rows)

    return (
        f"{name:38}{mean('inside'):9.1%}{mean('error_percent'):8.1f}%{mean('times_wide'):7.2f}"
        f"{mean('under'):8.2%}{mean('memory_times'):8.2f}{mean('prior_inside'):8.1%}"
    )


if __name__ == "__main__":
    main()
