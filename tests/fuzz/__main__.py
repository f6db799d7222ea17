"""`make fuzz`: a million hostile inputs, figures into out/faults.jsonl (T11).

python -m tests.fuzz [--inputs 1000000] [--seed 11] [--jobs 2] [--kind KIND]

Every process may take 512 MiB; what needs more counts as a failure. An input is found again by its
kind, seed and index: harness.run(kind, seed, [index]).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.fuzz.harness import KINDS, Outcome, bound, counts, part
from tests.kit import figures

PART = 1_000
"""Inputs that a process is given at a time."""
SHOWN = 20


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="fuzz")
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kind", choices=list(KINDS), help="all inputs of this kind")
    asked = parser.parse_args(arguments)
    numbers = {asked.kind: asked.inputs} if asked.kind else counts(asked.inputs)
    good = True
    with ProcessPoolExecutor(asked.jobs, get_context("spawn"), bound) as pool:
        for kind, number in numbers.items():
            given = [(kind, asked.seed, share) for share in parts(number)]
            good = join(kind, list(pool.map(part, given)), asked.seed).good and good
    return 0 if good else 1


def parts(count: int) -> Iterator[range]:
    """The indices of `count` inputs, a process's share at a time."""
    for begin in range(0, count, PART):
        yield range(begin, min(begin + PART, count))


def join(kind: str, told: list[tuple[Outcome, int]], seed: int) -> Outcome:
    """The parts of a kind as one, printed and published."""
    whole = Outcome(
        kind,
        sum(one.inputs for one, _ in told),
        sum(one.refused for one, _ in told),
        max((one.slowest for one, _ in told), default=0.0),
        [failure for one, _ in told for failure in one.failures],
    )
    slowest, memory = round(whole.slowest * 1000), max((peak for _, peak in told), default=0)
    figures.publish(
        f"T11 {kind}", seed=seed, inputs=whole.inputs, refused=whole.refused,
        uncaught=len(whole.failures), slowest_ms=slowest, peak_mib=memory,
    )  # fmt: skip
    print(f"{kind:8} {whole.inputs:8} inputs {whole.refused:7} refused {len(whole.failures):4} "
          f"uncaught, slowest {slowest} ms, {memory} MiB at most", flush=True)  # fmt: skip
    for failure in whole.failures[:SHOWN]:
        print(f"  {failure}")
    return whole


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
