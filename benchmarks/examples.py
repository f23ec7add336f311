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
HELD_BACK = frozenset({"dev", "held"})
"""Sets that nothing is learnt from: they only measure."""
FOR_BREADTH = frozenset({"measures", "short"})
"""Sets with few labels, written for the breadth of the language; the others are goals as plans have them."""
OTHERS_COUNT = 2
"""How many times a goal of the other sets counts, and one of the tests' tables, gone over many times."""
_NAMES = {
    "activity_not_outcome": "activity",
    "multiple_goals": "multiple",
    "specific": "specific",
}
MEASURES = {
    "pct": "percentage", "freq": "frequency", "cnt": "count", "cmp": "comparison_to_baseline",
    "uni": "universal", "del": "verifiable_deliverable", "-": "none",
}  # fmt: skip
"""The kinds of measure (annotation guideline 2.1), by their signs in the tests' tables."""
_COLUMNS = {"specific": (0, "S"), "activity": (3, "A"), "multiple": (4, "M")}
_MEASURE = 1
_SECTIONS = {"activity": "activity", "several": "multiple", "specific": "specific"}


class Example(NamedTuple):
    """A goal cell with those of the labels it has: activity, multiple, specific, each kind of measure.

    ``parts``: where the goals of a cell that holds several part, as offsets; empty where unknown.
    """

    goal: str
    labels: dict[str, bool]
    parts: tuple[int, ...] = ()


def examples() -> list[Example]:
    """Every goal to learn from, in a fixed order; what is not for breadth twice."""
    names = sorted(file.parent.name for file in SETS.glob("*/goal.jsonl"))
    sets = {name: [*_of_set(SETS / name / "goal.jsonl")] for name in names}
    others = [e for name, cells in sets.items() if name not in FOR_BREADTH for e in cells]
    others += _of_cases(TABLES / "goal_cases.txt")
    others += _of_measures(TABLES / "goal_measures.txt")
    others += _of_sections(TABLES / "goal_labels.txt")
    found = [e for name in names if name in FOR_BREADTH for e in sets[name]]
    found += [example for example in others for _ in range(OTHERS_COUNT)]
    measured = {example.goal for name in HELD_BACK for example in sets[name]}
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


def _measured(kind: str) -> dict[str, bool]:
    """The labels that a kind of measure gives: yes for itself and no for the others."""
    return {name: name == kind for name in MEASURES.values()}


def _of_set(file: Path) -> Iterator[Example]:
    for line in file.read_text("utf-8").splitlines():
        if line.strip():
            cell = json.loads(line)
            labels = cell["labels"]
            told = {_NAMES[name]: value for name, value in labels.items() if name in _NAMES}
            if kind := labels.get("measurable_kind"):
                told |= _measured(kind)
            if told:  # "promises" has only what is realistic, which is not learnt
                yield Example(cell["goal"], told)


def _of_cases(file: Path) -> Iterator[Example]:
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            labels, _, goal = line.partition("|")
            columns = labels.split()
            told = {name: columns[at] == sign for name, (at, sign) in _COLUMNS.items()}
            yield Example(goal.strip(), told | _measured(MEASURES[columns[_MEASURE]]))


def _of_measures(file: Path) -> Iterator[Example]:
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sign, _, goal = line.partition("|")
            yield Example(goal.strip(), _measured(MEASURES[sign.strip()]))


def _of_sections(file: Path) -> Iterator[Example]:
    label = value = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            label, _, value = line.strip("[]").partition(": ")
        elif line and not line.startswith("#"):
            measured = label == "measure"
            told = _measured(value) if measured else {_SECTIONS[label]: value == "yes"}
            yield Example(line.replace("\\n", "\n"), told)
