"""The labelled goals that the goal judge has learnt from: the benchmark's sets and the tests' tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SETS = ROOT / "benchmarks" / "smart"
TABLES = ROOT / "tests" / "language"
PARTED = SETS / "parted.txt"
MARK = "‖"
"""Stands in ``PARTED`` before each joining word or sign that parts two goals."""
HELD_BACK = frozenset({"held"})
"""Sets that nothing is learnt from: they only measure."""
SUREST = "dev"
"""The set that is most surely labelled; so are the tests' tables, which have been gone over many times."""
SURE_COUNTS = 2
_NAMES = {
    "activity_not_outcome": "activity", "measurable": "measurable", "multiple_goals": "multiple",
    "specific": "specific",
}  # fmt: skip
_COLUMNS = {"specific": (0, "S"), "activity": (3, "A"), "multiple": (4, "M")}
_MEASURE, _NO_MEASURE = 1, "-"
_SECTIONS = {"activity": "activity", "several": "multiple", "specific": "specific"}


class Example(NamedTuple):
    """A goal cell with those of the labels activity, measurable, multiple and specific it has.

    ``parts``: where the goals of a cell that holds several part, as offsets; empty where unknown.
    """

    goal: str
    labels: dict[str, bool]
    parts: tuple[int, ...] = ()


def examples() -> list[Example]:
    """Every goal to learn from, in a fixed order; what is surest twice."""
    files = [
        file for file in sorted(SETS.glob("*/goal.jsonl")) if file.parent.name not in HELD_BACK
    ]
    found = [example for file in files for example in _of_set(file)]
    sure = [*_of_set(SETS / SUREST / "goal.jsonl")]
    sure += _of_cases(TABLES / "goal_cases.txt")
    sure += _of_sections(TABLES / "goal_labels.txt")
    found += [example for example in sure for _ in range(SURE_COUNTS - (example in found))]
    measured = {goal for name in HELD_BACK for goal, *_ in _of_set(SETS / name / "goal.jsonl")}
    parts = dict(map(_parts_of, PARTED.read_text("utf-8").splitlines()))
    return [
        example._replace(
            parts=parts.get(example.goal, ()) if example.labels.get("multiple") else ()
        )
        for example in found
        if example.goal not in measured
    ]


def digest(found: Iterable[Example]) -> str:
    """What tells whether something was learnt from just these examples."""
    told = json.dumps([[goal, sorted(labels.items()), parts] for goal, labels, parts in found])
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:16]


def _parts_of(line: str) -> tuple[str, tuple[int, ...]]:
    """A goal and its parting places, from a line of ``PARTED``."""
    told = line.replace("\\n", "\n").split(MARK)
    ends = list(accumulate(map(len, told)))
    return "".join(told), tuple(ends[:-1])


def _of_set(file: Path) -> Iterator[Example]:
    for line in file.read_text("utf-8").splitlines():
        if line.strip():
            cell = json.loads(line)
            told = cell["labels"].items()
            yield Example(cell["goal"], {_NAMES[n]: value for n, value in told if n in _NAMES})


def _of_cases(file: Path) -> Iterator[Example]:
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            labels, _, goal = line.partition("|")
            columns = labels.split()
            told = {name: columns[at] == sign for name, (at, sign) in _COLUMNS.items()}
            told["measurable"] = columns[_MEASURE] != _NO_MEASURE
            yield Example(goal.strip(), told)


def _of_sections(file: Path) -> Iterator[Example]:
    label = value = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            label, _, value = line.strip("[]").partition(": ")
        elif line and not line.startswith("#"):
            measured = label == "measure"
            told = (
                {"measurable": value != "none"} if measured else {_SECTIONS[label]: value == "yes"}
            )
            yield Example(line.replace("\\n", "\n"), told)
