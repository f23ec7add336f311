"""Score the readers of cell text against the labelled items in ``benchmarks/smart``.

    python benchmarks/language.py [when|goal|who ...] [--set NAME ...] [--misses] [--check]

The sets are the folders there: `dev`, which the readers were built with, and `new`, `fresh`, `later`,
`third` ... `twelfth`, written and labelled afterwards, one after the other, by people who had read the
guideline but not the code, and used since. `third` and `fourth` were written to be hard: everyday speech of
many trades, and the borders between the labels. `short` is many goals with two labels only, activity and
multiple, in as many words and constructions as possible; `measures` is many with their kind of measure only,
`promises` some with nothing but whether they are realistic: as many ways of promising too much, and of only seeming to.
`held` is labelled by two people. What is specific, an activity or several goals, and in part the kind of
measure, is learnt (`learn.py`) from the others: nothing from `dev` and `held`.

For each sort of cell: accuracy, precision, recall and F1 of every label and class of the annotation
guideline, all items and the uncontested ones apart, beside two baselines: the most common value, and
"any digit means measurable, or time-bound". ``--misses`` lists what was judged otherwise than labelled.
``--check`` exits with 1 when a figure lies under its floor in ``floors.toml`` beside the data.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "smart"
SORTS = ("when", "goal", "who")

_KINDS = {"empty_like": "empty"}
_PARTIES = {
    "polis": "police", "socialtjänst": "social_services", "skola": "school",
    "stadsdel/kommun": "municipality", "region": "region", "civilsamhälle": "civil_society",
    "fastighetsägare": "property_owner", "räddningstjänst": "rescue_service", "annan": "other",
}  # fmt: skip
_NAMES = {
    "measurable_kind": "measure", "activity_not_outcome": "activity",
    "multiple_goals": "multiple", "lead_named": "lead", "smart_time_bound": "time_bound",
}  # fmt: skip
_SETS = frozenset({"components", "parties"})
_FREE = frozenset({"start", "end", "times_per_year"})
_SAME = 1e-6

Labels = dict[str, Any]
Judge = Callable[[Mapping[str, Any]], Labels]


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled cell, with the label names of the public interface."""

    name: str
    fields: Mapping[str, Any]
    gold: Labels
    contested: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One number (0-1) and of how many items it is."""

    value: float
    count: int


def load(path: Path) -> list[Item]:
    """The labelled items of a file, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        objects = [json.loads(line) for line in lines if line.strip()]
    return [
        Item(entry["id"], entry, _renamed(entry["labels"]), bool(entry.get("contested")))
        for entry in objects
    ]


def _renamed(labels: Mapping[str, Any]) -> Labels:
    result = {_NAMES.get(name, name): value for name, value in labels.items()}
    if "kind" in result:
        result["kind"] = _KINDS.get(result["kind"], result["kind"])
        result["components"] = frozenset(_KINDS.get(kind, kind) for kind in result["components"])
    if "parties" in result:
        result["parties"] = frozenset(_PARTIES[party] for party in result["parties"])
    return result


# -- the judges, loaded when asked for -------------------------------------------------------------


def when_judge() -> Judge:
    """What ``parse_when`` says of a cell."""
    from atgardsplan.language.when import parse_when

    def judge(fields: Mapping[str, Any]) -> Labels:
        when = parse_when(fields["text"], fields["plan_year"])
        return {
            "kind": when.kind.value,
            "components": frozenset(kind.value for kind in when.components),
            "start": when.start.isoformat() if when.start else None,
            "end": when.end.isoformat() if when.end else None,
            "times_per_year": when.times_per_year,
            "conditional": when.conditional,
            "linework": when.linework,
            "time_bound": when.time_bound,
        }

    return judge


def goal_judge() -> Judge:
    """What ``judge_goal`` says of a cell."""
    from atgardsplan.language.goal import judge_goal

    def judge(fields: Mapping[str, Any]) -> Labels:
        goal = judge_goal(fields["goal"])
        names = ("specific", "measurable", "realistic", "activity", "multiple")
        return {name: getattr(goal, name) for name in names} | {"measure": _plain(goal.measure)}

    return judge


def who_judge() -> Judge:
    """What ``parse_who`` says of a cell."""
    from atgardsplan.language.who import parse_who

    def judge(fields: Mapping[str, Any]) -> Labels:
        who = parse_who(fields["text"])
        return {
            "accepted": who.accepted,
            "parties": frozenset(_plain(party) for party in who.parties),
            "collaboration": who.collaboration,
            "lead": who.lead,
        }

    return judge


JUDGES = {"when": when_judge, "goal": goal_judge, "who": who_judge}


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value))


# -- the baselines ---------------------------------------------------------------------------------


def most_common(items: Sequence[Item]) -> Judge:
    """A judge that always answers the most common value of each label."""
    always = {
        name: Counter(item.gold[name] for item in items).most_common(1)[0][0]
        for name in items[0].gold
    }
    return lambda fields: dict(always)


def any_digit(items: Sequence[Item]) -> Judge:
    """As ``most_common``, but any digit makes a goal measurable and a time bound."""
    common = most_common(items)

    def judge(fields: Mapping[str, Any]) -> Labels:
        labels = common(fields)
        digit = any(character.isdigit() for character in fields.get("goal") or fields["text"])
        return labels | {name: digit for name in ("measurable", "time_bound") if name in labels}

    return judge


# -- the figures -----------------------------------------------------------------------------------


def figures(items: Sequence[Item], answers: Sequence[Labels]) -> dict[str, Figure]:
    """Every figure of one sort of cell, by a name such as ``kind.accuracy``."""
    result: dict[str, Figure] = {}
    for name in items[0].gold:
        pairs = [(item.gold[name], said[name]) for item, said in zip(items, answers, strict=True)]
        result[f"{name}.accuracy"] = _share(_equal(gold, said) for gold, said in pairs)
        if name in _SETS:
            result.update(_micro(name, pairs))
        elif name not in _FREE:
            result.update(_per_class(name, pairs))
        elif name == "times_per_year":
            stated = [(gold, said) for gold, said in pairs if gold is not None]
            result["times_per_year.stated"] = _share(_equal(gold, said) for gold, said in stated)
    if "start" in items[0].gold:
        result.update(_dates(items, answers))
    return result


def _dates(items: Sequence[Item], answers: Sequence[Labels]) -> Iterator[tuple[str, Figure]]:
    both = list(zip(items, answers, strict=True))
    timed = [(item, said) for item, said in both if item.gold["kind"] in ("date", "period")]
    for name in ("start", "end"):
        yield f"{name}.dated", _share(item.gold[name] == said[name] for item, said in timed)
    for group, name in ((timed, "dates.dated"), (both, "dates.all")):
        yield (
            name,
            _share(
                (item.gold["start"], item.gold["end"]) == (said["start"], said["end"])
                for item, said in group
            ),
        )


def _equal(gold: Any, said: Any) -> bool:
    if isinstance(gold, float | int) and isinstance(said, float | int):
        return abs(gold - said) < _SAME
    return bool(gold == said)


def _share(hits: Iterable[bool]) -> Figure:
    found = list(hits)
    return Figure(sum(found) / len(found) if found else 1.0, len(found))


def _micro(name: str, pairs: Sequence[tuple[Any, Any]]) -> dict[str, Figure]:
    right = sum(len(gold & said) for gold, said in pairs)
    said_in_all = sum(len(said) for _, said in pairs)
    gold_in_all = sum(len(gold) for gold, _ in pairs)
    return _precision_recall(name, right, said_in_all, gold_in_all)


def _per_class(name: str, pairs: Sequence[tuple[Any, Any]]) -> dict[str, Figure]:
    result: dict[str, Figure] = {}
    classes = sorted({gold for gold, _ in pairs} | {said for _, said in pairs}, key=str)
    for value in classes:
        right = sum(gold == said == value for gold, said in pairs)
        said_in_all = sum(said == value for _, said in pairs)
        gold_in_all = sum(gold == value for gold, _ in pairs)
        label = f"{name}.{str(value).lower()}"
        result |= _precision_recall(label, right, said_in_all, gold_in_all)
    return result


def _precision_recall(name: str, right: int, said: int, gold: int) -> dict[str, Figure]:
    precision = right / said if said else 0.0
    recall = right / gold if gold else 0.0
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return {
        f"{name}.precision": Figure(precision, said),
        f"{name}.recall": Figure(recall, gold),
        f"{name}.f1": Figure(f1, gold),
    }


# -- the report ------------------------------------------------------------------------------------


def report(sort: str, items: Sequence[Item], answers: Sequence[Labels]) -> dict[str, Figure]:
    """Print the figures of one sort of cell; give those over all items."""
    agreed = [place for place, item in enumerate(items) if not item.contested]
    whole = figures(items, answers)
    sure = figures([items[i] for i in agreed], [answers[i] for i in agreed])
    common, digit = (
        figures(items, [judge(item.fields) for item in items])
        for judge in (most_common(items), any_digit(items))
    )
    print(f"\n{sort}: {len(items)} items, {len(items) - len(agreed)} of them contested")
    print(f"  {'figure':44}{'n':>5}{'all':>8}{'agreed':>8}{'common':>8}{'digit':>8}")
    for name, figure in whole.items():
        if name.endswith((".precision", ".recall")) and not figure.count:
            continue
        others = (table.get(name) for table in (sure, common, digit))
        cells = "".join(f"{other.value:8.3f}" if other else f"{'-':>8}" for other in others)
        print(f"  {name:44}{figure.count:5}{figure.value:8.3f}{cells}")
    return whole


def print_misses(items: Sequence[Item], answers: Sequence[Labels]) -> None:
    """List what was judged otherwise than labelled."""
    for item, said in zip(items, answers, strict=True):
        wrong = [name for name in item.gold if not _equal(item.gold[name], said[name])]
        if wrong:
            text = item.fields.get("goal") or item.fields.get("text") or ""
            print(f"  {item.name}{' (contested)' if item.contested else ''}: {text}")
            for name in wrong:
                print(f"      {name}: {_shown(said[name])}, labelled {_shown(item.gold[name])}")


def _shown(value: Any) -> str:
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def under_floor(found: Mapping[str, Mapping[str, Figure]], path: Path) -> list[str]:
    """One line for every figure that lies under its floor; `found` is by set and sort."""
    floors = tomllib.loads(path.read_text("utf-8"))
    return [
        f"{name}, {sort}: {figure} is {found[f'{name} {sort}'][figure].value:.3f}, its floor {floor:.3f}"
        for name, sorts in floors.items()
        for sort, wanted in sorts.items()
        if f"{name} {sort}" in found
        for figure, floor in wanted.items()
        if found[f"{name} {sort}"][figure].value < floor
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 when ``--check`` finds a figure under its floor."""
    sets = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sorts", nargs="*", choices=[*SORTS, []], metavar="when|goal|who")
    parser.add_argument("--set", action="append", choices=sets, dest="sets", help="default: all")
    parser.add_argument("--misses", action="store_true", help="list what was judged otherwise")
    parser.add_argument("--check", action="store_true", help="exit with 1 under a floor")
    options = parser.parse_args(arguments)
    found: dict[str, dict[str, Figure]] = {}
    for name in options.sets or sets:
        for sort in options.sorts or SORTS:
            labelled = DATA / name / f"{sort}.jsonl"
            if not labelled.exists():
                continue
            items = load(labelled)
            judge = JUDGES[sort]()
            answers = [judge(item.fields) for item in items]
            found[f"{name} {sort}"] = report(f"{name} {sort}", items, answers)
            if options.misses:
                print_misses(items, answers)
    if not options.check:
        return 0
    low = under_floor(found, DATA / "floors.toml")
    print("\n".join(low) if low else "\nNo figure under its floor.")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
