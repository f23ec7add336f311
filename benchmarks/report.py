"""How long `report` takes beside `validate`, and how its memory grows with the number of plans.

`python benchmarks/report.py [--check] [--plans N]` makes N plans, no two alike, runs both over them
and `report` over half of them too; `--check` fails when the time is over the limit, or when memory
grows by more than a plan's lines in the overview can explain.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "fixtures"))

from tests.plans import TITLES, make_book, to_bytes

from content import SAME, SEED_SHAPED

PROGRAM = ("-m", "atgardsplan")
MOST_TIME = 1.5
"""Of what `validate` takes."""
TRIES = 3
MOST_GROWTH_KB = 100
"""A plan more may cost so much memory, once all word lists are read; its part of the page is about 80 kB."""


class Cost(NamedTuple):
    """What a run took."""

    seconds: float
    """Of the processor, so that other programs on the machine count less."""
    peak_kb: int


def make_plans(folder: Path, number: int) -> None:
    """Write plans of three to six actions an area, their texts shuffled and numbered."""
    chance = random.Random(1)
    cells = [
        [str(row[column]) for rows in SEED_SHAPED.values() for row in rows if row[column] not in (None, SAME)]
        for column in range(6)
    ]  # fmt: skip
    for plan in range(number):
        rows = {
            title: [
                (*(_text(cells[column], column, plan, chance) for column in range(6)), "")
                for _ in range(chance.randint(3, 6))
            ]
            for title in TITLES
        }
        (folder / f"plan-{plan:04}.xlsx").write_bytes(to_bytes(make_book(rows)))


def _text(texts: list[str], column: int, plan: int, chance: random.Random) -> str:
    text = chance.choice(texts)
    # What says when stays as it is: a number would be read as part of it.
    return text if column == 4 else f"{text} Insats {plan}-{chance.randint(1, 999)}."


def cost(*arguments: str) -> Cost:
    """Run Python with these arguments."""
    command = [sys.executable, *arguments]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        process = os.posix_spawn(
            sys.executable, command, dict(os.environ),
            file_actions=[(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)],
        )  # fmt: skip
        _, _, used = os.wait4(process, 0)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss)


def _share(report: list[Cost], alone: list[Cost]) -> float:
    return min(report).seconds / min(alone).seconds


def main() -> int:
    """Measure, print, and with --check judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--plans", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        plans, few = Path(name) / "plans", Path(name) / "few"
        for folder, number in ((plans, arguments.plans), (few, arguments.plans // 2)):
            folder.mkdir()
            make_plans(folder, number)
        page = str(Path(name) / "page.html")
        started = time.perf_counter()
        alone: list[Cost] = []
        report: list[Cost] = []
        # Noise only ever adds: what is over its limit is measured on before it is called so.
        for done in range(TRIES * arguments.rounds):
            if done >= arguments.rounds and _share(report, alone) <= MOST_TIME:
                break
            alone.append(
                cost(*PROGRAM, "validate", str(plans), "--isolated", "--format", "concise")
            )
            report.append(cost(*PROGRAM, "report", str(plans), "--isolated", "--output", page))
        small = cost(*PROGRAM, "report", str(few), "--isolated", "--output", page)
        ratio = _share(report, alone)
        more = arguments.plans - arguments.plans // 2
        growth = (min(run.peak_kb for run in report) - small.peak_kb) / more
        print(
            f"{arguments.plans} plans, {len(report)} rounds, {time.perf_counter() - started:.0f} s"
        )
    per_plan = min(report).seconds / arguments.plans * 1000
    print(f"report: {per_plan:.0f} ms a plan, {ratio:.2f} × validate (limit {MOST_TIME})")
    print(f"memory: {report[0].peak_kb} kB, {growth:.0f} kB more a plan (limit {MOST_GROWTH_KB})")
    return int(arguments.check and (ratio > MOST_TIME or growth > MOST_GROWTH_KB))


if __name__ == "__main__":
    sys.exit(main())
