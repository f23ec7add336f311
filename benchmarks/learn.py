"""Learn anew what labelled goals teach: run it when examples have been added.

    pip install -e '.[learn]'
    python benchmarks/learn.py

Reads the examples (``examples.py``) and writes the weights to
``src/atgardsplan/language/words/goal_weights.toml``, with the digest of what they were learnt from. It prints
accuracy and F1 of each label on goals that were not learnt from (five parts, each judged by what the
other four taught).

A cell is one bundle of traits (its wording) or several (its joints). It has a label when at least one of
its bundles does, each with the probability that its traits give: a noisy-or of logistic models.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from textwrap import fill
from typing import Any, NamedTuple
from zlib import crc32

from atgardsplan.language.goal_joins import joints
from atgardsplan.language.goal_learnt import HUNDREDTHS, WEIGHTS, Learnt, any_of, packed, unpacked
from atgardsplan.language.goal_lexicon import COMMON as COMMON_NAME
from atgardsplan.language.goal_parts import SEVERAL
from atgardsplan.language.goal_reading import read
from atgardsplan.language.goal_traits import wording
from atgardsplan.language.text import tokenize
from examples import MEASURES, Example, digest, examples

COMMON = WEIGHTS.with_name(COMMON_NAME)
PARTS = 5
SEEN_AT_LEAST = 2
"""Cells that a trait must stand in."""
WITHIN = 8
"""Characters between the mark that parts two goals and the joining word: ", samt" ...."""
COMMON_IN = 4
"""Cells that a word must stand in to be looked up in advance."""
RARE = -2.0
"""The bias (log-odds) that learning starts with."""

_HEAD = """\
# What labelled goals teach: how much each trait speaks for each of the labels, in hundredths of log-odds; a
# minus sign speaks against it. What the traits are: goal_traits.py and goal_joins.py.
# Written by benchmarks/learn.py; teach it by adding goals to tests/language/goal_labels.txt.
"""


_COMMON_HEAD = """\
# Words that goals are often written with, so that they are looked up in advance (see goal_lexicon.py): they
# mean what the other lists say, and nothing depends on which words stand here. Written by benchmarks/learn.py.
"""


class Cell(NamedTuple):
    """A cell's bundles of traits, those of the labels that it has, and its part when tried.

    ``telling``: which of the bundles a label holds for; None where only the cell is labelled.
    """

    bundles: Sequence[Sequence[str]]
    labels: dict[str, bool]
    part: int
    telling: frozenset[int] | None = None

    def taught(self) -> list[Cell]:
        """What is learnt from the cell: each bundle by itself where it is known which ones tell."""
        if self.telling is None:
            return [self]
        return [
            Cell([bundle], dict.fromkeys(self.labels, number in self.telling), self.part)
            for number, bundle in enumerate(self.bundles)
        ]


def wording_cell(example: Example, part: int) -> Cell:
    """A goal's wording: one bundle."""
    goal = read(example.goal)
    return Cell([wording([sentence.words for sentence in goal]).traits()], example.labels, part)


def joints_cell(example: Example, part: int) -> Cell:
    """A goal's joints, one bundle each; those tell of several goals that stand where they part."""
    goal = read(example.goal)
    found = joints(goal)
    labels = {"multiple": example.labels["multiple"]}
    starts = [goal[joint.sentence][joint.word].start for joint in found]
    telling = [_next(starts, place) for place in example.parts]
    marked = bool(telling) and None not in telling
    return Cell(
        [joint.traits() for joint in found],
        labels,
        part,
        frozenset(n for n in telling if n is not None) if marked else None,
    )


def _next(starts: Sequence[int], place: int) -> int | None:
    """Which joint begins at a parting place, or right after it (the "och" of ", och")."""
    beyond = [n for n, start in enumerate(starts) if -1 <= start - place <= WITHIN]
    return beyond[0] if beyond else None


class Kind(NamedTuple):
    """A kind of traits, and how it is learnt.

    ``yes_above``: log-odds from which a label is given. ``smallest``: traits that weigh less (log-odds)
    for every label are dropped, and the others learnt once more: smaller weights make it hardly better,
    but each start of the program slower. ``strength``: the inverse of the regularisation.
    """

    cell_of: Callable[[Example, int], Cell]
    labels: Sequence[str]
    yes_above: float
    smallest: float
    strength: float


KINDS = {
    "joints": Kind(joints_cell, ("multiple",), SEVERAL, 1.25, 16.0),
    "wording": Kind(wording_cell, ("activity", "specific", *MEASURES.values()), 0.0, 1.5, 20.0),
}


def learn(whole: Sequence[Cell], kind: Kind) -> Learnt:
    """The weights of the traits for each label."""
    cells = [taught for cell in whole for taught in cell.taught()]
    alike: dict[bytes, list[str]] = {}  # the labels that the same cells have
    for label in kind.labels:
        alike.setdefault(bytes(label in cell.labels for cell in cells), []).append(label)
    groups = [
        ([cell for cell, has in zip(cells, which, strict=True) if has], labels)
        for which, labels in alike.items()
    ]
    kept: set[str] = set()
    for chosen, labels in groups:
        seen = Counter(t for cell in chosen for t in {t for b in cell.bundles for t in b})
        known = sorted(t for t, n in seen.items() if n >= SEEN_AT_LEAST and "'" not in t)
        table = _table(chosen, known)
        for label in labels:
            _, weights = _fit(table, label, kind.strength)
            kept.update(t for t, w in zip(known, weights, strict=True) if abs(w) >= kind.smallest)
    traits = sorted(kept)
    tables = [(_table(chosen, traits), labels) for chosen, labels in groups]
    fits = {
        label: _fit(table, label, kind.strength) for table, labels in tables for label in labels
    }
    fitted = [fits[label] for label in kind.labels]
    hundredths = [[round(weight * HUNDREDTHS) for weight in weights] for _, weights in fitted]
    weights_of = dict(zip(traits, map(packed, zip(*hundredths, strict=True)), strict=True))
    return Learnt(kind.labels, [round(bias * HUNDREDTHS) for bias, _ in fitted], weights_of)


class _Table(NamedTuple):
    """Cells with their traits counted: a row for each bundle, and which cell it is of."""

    cells: Sequence[Cell]
    told: Any
    owner: Any


def _table(cells: Sequence[Cell], traits: Sequence[str]) -> _Table:
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {trait: column for column, trait in enumerate(traits)}
    owners: list[int] = []
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for number, cell in enumerate(cells):
        for bundle in cell.bundles:
            found = Counter(place[trait] for trait in bundle if trait in place)
            share = found.total() ** -0.5 if found else 0.0
            rows += [len(owners)] * len(found)
            columns += found.keys()
            values += [count * share for count in found.values()]
            owners.append(number)
    told = csr_matrix((values, (rows, columns)), (len(owners), len(traits)))
    return _Table(cells, told, np.array(owners, dtype=int))


def _fit(table: _Table, label: str, strength: float) -> tuple[float, list[float]]:
    """Bias and weights (log-odds) that make the cells' labels most likely."""
    import numpy as np
    from scipy.optimize import minimize

    cells, told, owner = table
    yes = np.array([cell.labels[label] for cell in cells])
    joined = np.array([bool(cell.bundles) for cell in cells])

    def loss(weights: Any) -> tuple[float, Any]:
        score = told @ weights[:-1] + weights[-1]
        none = np.bincount(owner, np.logaddexp(0, score), len(cells))  # -log P(no bundle)
        some = -np.expm1(-none) + 1e-9
        likely = np.where(yes, np.log(some), -none)[joined].sum()
        slope = np.where(yes, np.exp(-none) / some, -1.0)[owner] / (1 + np.exp(-score))
        pull = np.append(weights[:-1], 0.0) / strength
        gradient = pull - np.append(told.T @ slope, slope.sum())
        return weights[:-1] @ weights[:-1] / strength / 2 - likely, gradient

    start = np.append(np.zeros(told.shape[1]), RARE)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return float(best[-1]), best[:-1].tolist()


def part_of(goal: str) -> int:
    """The same for cells that say the same."""
    return crc32(goal.strip().lower().encode("utf-8")) % PARTS


def says(learnt: Learnt, cell: Cell, label: str, yes_above: float) -> bool:
    """What is learnt says of a cell for a label."""
    said = map(learnt.said_by, cell.bundles)
    return any_of(learnt.leanings(each)[label] for each in said) > yes_above


def tried(cells: Sequence[Cell], kind: Kind) -> Iterable[tuple[str, float, float]]:
    """Accuracy and F1 (0-1) of each label on cells that were not learnt from."""
    labels = kind.labels
    pairs: dict[str, Counter[tuple[bool, bool]]] = {label: Counter() for label in labels}
    for part in range(PARTS):
        learnt = learn([cell for cell in cells if cell.part != part], kind)
        for cell in (cell for cell in cells if cell.part == part):
            for label in labels:
                if label in cell.labels:
                    told = says(learnt, cell, label, kind.yes_above)
                    pairs[label][told, cell.labels[label]] += 1
    for label, counts in pairs.items():
        hits, wrong = counts[True, True], counts[True, False] + counts[False, True]
        yield label, 1 - wrong / counts.total(), 2 * hits / (2 * hits + wrong)


def table(kind: str, learnt: Learnt) -> str:
    """What is learnt of one kind of traits, as a TOML table."""
    lines = [
        f"{' '.join(map(str, unpacked(said, len(learnt.labels))[1:]))} {trait}"
        for trait, said in learnt.weights.items()
    ]
    body = "\n".join(lines)
    head = f"labels = {list(learnt.labels)}\nbias = {list(learnt.biases)}"
    return f"\n[traits.{kind}]\n{head}\nweights = '''\n{body}\n'''\n"


def common(found: Iterable[Example]) -> str:
    """The words that many of the examples hold, as a TOML file."""
    goals = {example.goal for example in found}
    seen = Counter(low for goal in goals for low in {token.low for token in tokenize(goal)})
    words = sorted(w for w, n in seen.items() if n >= COMMON_IN and w.isalpha())
    return f"{_COMMON_HEAD}words = '''\n{fill(' '.join(words), 110)}\n'''\n"


def main() -> None:
    """Learn, try and write."""
    found = examples()
    tables = []
    for name, kind in KINDS.items():
        told = [e for e in found if not e.labels.keys().isdisjoint(kind.labels)]
        cells = [kind.cell_of(e, part_of(e.goal)) for e in told]
        learnt = learn(cells, kind)
        tables.append(table(name, learnt))
        print(f"{name}: {len(cells)} cells, {len(learnt.weights)} traits")
        for label, right, f1 in tried(cells, kind):
            print(f"  {label}: right {right:.3f}, F1 {f1:.3f} on cells not learnt from")
    COMMON.write_text(common(found), "utf-8")
    WEIGHTS.write_text(f'{_HEAD}learnt_from = "{digest(found)}"\n{"".join(tables)}', "utf-8")


if __name__ == "__main__":
    main()
