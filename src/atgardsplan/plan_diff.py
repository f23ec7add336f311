"""What differs between two plans, in the plans' own terms: areas, actions, findings.

Actions are the same by what they say, not by where they stand, so that an inserted row changes
nothing below it. What no reader of the plan would call a change is none: white space, line breaks,
how cells are merged, how anything looks.

Exchanging the two plans exchanges what is told: added and removed, before and after.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal, NamedTuple

from atgardsplan.matching import similarity
from atgardsplan.model import ActionRow, Area, Cell, Finding, Plan
from atgardsplan.row_matching import Pair, Row, longest_rising, pair_rows
from atgardsplan.template import COLUMN_KEYS

_SAME_TITLE_FROM = 0.75
# An error value such as #REF! has no text of its own.
_ERROR = "#!"
_UNCOMPUTED = "="

ActionKind = Literal["added", "removed", "changed", "moved"]
AreaDiffKind = Literal["added", "removed", "renamed"]


class Moved(StrEnum):
    """How an action has another place."""

    ORDER = "order"
    """Among the same area's other actions."""
    AREA = "area"
    """In another area."""


class Side(NamedTuple):
    """One of the two plans."""

    path: str
    year: int
    template: str


class Action(NamedTuple):
    """An action as it stands in one plan."""

    area: str
    sheet: str
    row: int
    texts: dict[str, str]
    """The filled cells by column key, white space and line breaks as single blanks."""

    @property
    def name(self) -> str:
        """What people know it by: the action's own words, or the first that are there."""
        return self.texts.get("action") or next(iter(self.texts.values()), "")


class FieldChange(NamedTuple):
    """A cell that says something else; "" where it is empty."""

    column: str
    before: str
    after: str


class ActionDiff(NamedTuple):
    """An action that is not the same in both plans."""

    old: Action | None
    """None where it was added."""
    new: Action | None
    """None where it was removed."""
    moved: Moved | None = None
    changes: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> ActionKind:
        """What happened to it; `changed` where it was moved as well."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "changed" if self.changes else "moved"

    @property
    def shown(self) -> Action:
        """The action as it stands in the new plan, or else in the old one."""
        action = self.new or self.old
        assert action is not None
        return action


class AreaDiff(NamedTuple):
    """An area that was added (no old title), removed (no new one) or has another title."""

    old: str | None
    new: str | None

    @property
    def kind(self) -> AreaDiffKind:
        """What happened to it."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "renamed"


class PlanDiff(NamedTuple):
    """All that differs between two plans."""

    old: Side
    new: Side
    areas: tuple[AreaDiff, ...] = ()
    actions: tuple[ActionDiff, ...] = ()
    appeared: tuple[Finding, ...] = ()
    """Findings of the new plan that the old one doesn't have."""
    vanished: tuple[Finding, ...] = ()
    """Findings of the old plan that the new one doesn't have."""

    @property
    def added(self) -> tuple[ActionDiff, ...]:
        """The actions that only the new plan has."""
        return tuple(action for action in self.actions if action.old is None)

    @property
    def removed(self) -> tuple[ActionDiff, ...]:
        """The actions that only the old plan has."""
        return tuple(action for action in self.actions if action.new is None)

    @property
    def changed(self) -> tuple[ActionDiff, ...]:
        """The actions with a cell that says something else, moved ones among them."""
        return tuple(action for action in self.actions if action.changes)

    @property
    def moved(self) -> tuple[ActionDiff, ...]:
        """The actions that have another place, changed ones among them."""
        return tuple(action for action in self.actions if action.moved)

    @property
    def differs(self) -> bool:
        """Tell whether there is any difference."""
        return bool(
            self.areas
            or self.actions
            or self.appeared
            or self.vanished
            or self.old.year != self.new.year
        )


class Checked(NamedTuple):
    """A plan and what the rules found in it."""

    plan: Plan
    findings: tuple[Finding, ...] = ()


def diff_plans(old: Checked, new: Checked) -> PlanDiff:
    """Return what differs between two plans."""
    first, second = _content(old.plan), _content(new.plan)
    if first.key <= second.key:
        diff, areas = _diff(old, new, first, second)
    else:
        # Rows can often be paired in several ways that are equally good. Which of them is chosen
        # must not depend on which plan is named first.
        diff, areas = _diff(new, old, second, first)
        diff, areas = _exchanged(diff), {i: j for j, i in areas.items()}
    order = _reading_order(old.plan, new.plan, areas)
    return diff._replace(actions=tuple(sorted(diff.actions, key=order)))


def _diff(
    old: Checked, new: Checked, first: "_Content", second: "_Content"
) -> tuple[PlanDiff, dict[int, int]]:
    """Return what differs, and which areas are the same by their places in the plans."""
    pairs = pair_rows(first.rows, second.rows)
    areas = _pair_areas(old.plan.areas, new.plan.areas, first, second, pairs)
    appeared, vanished = _findings(old, new, first, second, pairs, areas)
    diff = PlanDiff(
        old=_side(old.plan),
        new=_side(new.plan),
        areas=tuple(_area_diffs(old.plan.areas, new.plan.areas, areas)),
        actions=tuple(_actions(old.plan, new.plan, first, second, pairs, areas)),
        appeared=appeared,
        vanished=vanished,
    )
    return diff, areas


def _exchanged(diff: PlanDiff) -> PlanDiff:
    return PlanDiff(
        old=diff.new,
        new=diff.old,
        areas=tuple(AreaDiff(area.new, area.old) for area in diff.areas),
        actions=tuple(
            ActionDiff(
                old=action.new,
                new=action.old,
                moved=action.moved,
                changes=tuple(
                    FieldChange(change.column, change.after, change.before)
                    for change in action.changes
                ),
            )
            for action in diff.actions
        ),
        appeared=diff.vanished,
        vanished=diff.appeared,
    )


def _side(plan: Plan) -> Side:
    return Side(plan.path, plan.year, plan.template)


# What is compared


class _Content(NamedTuple):
    """A plan's rows in one sequence, with the place of each."""

    rows: list[Row]
    places: list[tuple[int, ActionRow]]
    """For each row the place of its area among the plan's, and the row itself."""
    key: tuple[object, ...]
    """All that is compared; it decides which plan comes first."""


def _content(plan: Plan) -> _Content:
    places = [(place, row) for place, area in enumerate(plan.areas) for row in area.rows]
    rows = [
        Row((plan.areas[place].title, plan.areas[place].sheet), _texts(row))
        for place, row in places
    ]
    titles = tuple((area.title, area.sheet) for area in plan.areas)
    keys = tuple((place, row.key) for (place, _), row in zip(places, rows, strict=True))
    return _Content(rows, places, (titles, keys))


def _texts(row: ActionRow) -> dict[str, str]:
    return {
        key: text for key in COLUMN_KEYS if (cell := row.cells.get(key)) and (text := _text(cell))
    }


def _text(cell: Cell) -> str:
    if cell.error:
        return _ERROR
    if cell.uncomputed:
        return _UNCOMPUTED
    return unicodedata.normalize("NFC", " ".join(cell.text.split()))


# Areas


def _pair_areas(
    olds: Sequence[Area],
    news: Sequence[Area],
    first: _Content,
    second: _Content,
    pairs: Iterable[Pair],
) -> dict[int, int]:
    """Return which areas are the same: by title, else by their actions, their tab or a like title."""
    found: dict[int, int] = {}
    free_old, free_new = list(range(len(olds))), list(range(len(news)))

    def take(i: int, j: int) -> None:
        found[i] = j
        free_old.remove(i)
        free_new.remove(j)

    for same_tab in (True, False):
        for i in list(free_old):
            for j in free_new:
                if olds[i].title == news[j].title and (
                    not same_tab or olds[i].sheet == news[j].sheet
                ):
                    take(i, j)
                    break
    shared = Counter((first.places[i][0], second.places[j][0]) for i, j in pairs)
    for (i, j), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        fewest = min(len(olds[i].rows), len(news[j].rows))
        if i in free_old and j in free_new and 2 * count > fewest:
            take(i, j)
    for i in list(free_old):
        for j in free_new:
            if olds[i].sheet == news[j].sheet or similarity(
                min(olds[i].title, news[j].title),
                max(olds[i].title, news[j].title),
                _SAME_TITLE_FROM,
            ):
                take(i, j)
                break
    return found


def _area_diffs(
    olds: Sequence[Area], news: Sequence[Area], areas: Mapping[int, int]
) -> list[AreaDiff]:
    removed = [AreaDiff(area.title, None) for i, area in enumerate(olds) if i not in areas]
    known = {j: i for i, j in areas.items()}
    changed = [
        AreaDiff(olds[known[j]].title if j in known else None, area.title)
        for j, area in enumerate(news)
    ]
    return removed + [area for area in changed if area.old != area.new]


# Actions


def _actions(
    old: Plan,
    new: Plan,
    first: _Content,
    second: _Content,
    pairs: Sequence[Pair],
    areas: Mapping[int, int],
) -> list[ActionDiff]:
    of_old, of_new = _actions_of(old, first), _actions_of(new, second)
    paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
    found = [ActionDiff(action, None) for i, action in enumerate(of_old) if i not in paired_old]
    found += [ActionDiff(None, action) for j, action in enumerate(of_new) if j not in paired_new]
    stayed: dict[int, list[Pair]] = defaultdict(list)
    for i, j in pairs:
        if areas.get(first.places[i][0]) == second.places[j][0]:
            stayed[first.places[i][0]].append((i, j))
    in_area = {pair for group in stayed.values() for pair in group}
    in_order: set[int] = set()
    for group in stayed.values():
        in_order |= longest_rising([j for _, j in group])
    for i, j in pairs:
        moved = None
        if (i, j) not in in_area:
            moved = Moved.AREA
        elif j not in in_order:
            moved = Moved.ORDER
        changes = _changes(of_old[i], of_new[j])
        if moved or changes:
            found.append(ActionDiff(of_old[i], of_new[j], moved, changes))
    return found


def _actions_of(plan: Plan, content: _Content) -> list[Action]:
    return [
        Action(plan.areas[place].title, plan.areas[place].sheet, row.row, dict(texts.texts))
        for (place, row), texts in zip(content.places, content.rows, strict=True)
    ]


def _changes(old: Action, new: Action) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(column, before, after)
        for column in COLUMN_KEYS
        if (before := old.texts.get(column, "")) != (after := new.texts.get(column, ""))
    )


# Findings


def _findings(
    old: Checked,
    new: Checked,
    first: _Content,
    second: _Content,
    pairs: Sequence[Pair],
    areas: Mapping[int, int],
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that appeared and those that vanished.

    A finding in a row is the same where its code and column and the action are; another one, where
    its code and its area or its text are. What its message says may change with the cells around.
    """
    titles = {area.title: area.title for area in old.plan.areas} | {
        old.plan.areas[i].title: new.plan.areas[j].title for i, j in areas.items()
    }
    tabs = {old.plan.areas[i].sheet: new.plan.areas[j].sheet for i, j in areas.items()}
    rows_old, rows_new = _Locator(old.plan, first), _Locator(new.plan, second)
    partner = dict(pairs)
    waiting: dict[object, list[int]] = defaultdict(list)
    for number, finding in enumerate(new.findings):
        for key in rows_new.keys(finding):
            waiting[key].append(number)
    known: set[int] = set()
    vanished: list[Finding] = []
    for finding in old.findings:
        keys = rows_old.keys(finding, partner, titles, tabs)
        match = next((n for key in keys for n in waiting[key] if n not in known), None)
        if match is None:
            vanished.append(finding)
        else:
            known.add(match)
    appeared = tuple(f for number, f in enumerate(new.findings) if number not in known)
    return appeared, tuple(vanished)


class _Locator:
    """Tells what a plan's findings are about."""

    def __init__(self, plan: Plan, content: _Content) -> None:
        self._rows: dict[tuple[str | None, str | None, str | None], list[int]] = defaultdict(list)
        self._texts: dict[tuple[str | None, str | None], str] = {
            (loose.cell.sheet, loose.cell.address): _text(loose.cell) for loose in plan.loose
        }
        for index, (_, row) in enumerate(content.places):
            for column, cell in row.cells.items():
                self._rows[cell.sheet, column, cell.address].append(index)
        for analysis_row in plan.analysis.rows if plan.analysis else ():
            label = analysis_row.label
            for cell in (label, *analysis_row.numbers.values()):
                self._texts[cell.sheet, cell.address] = _text(label)

    def keys(
        self,
        finding: Finding,
        partner: Mapping[int, int] | None = None,
        titles: Mapping[str, str] | None = None,
        tabs: Mapping[str, str] | None = None,
    ) -> list[object]:
        """Return what identifies a finding: the same in both plans for the same finding.

        The mappings tell what the old plan's rows, areas and tabs are in the new one.
        """
        rows = self._rows.get((finding.sheet, finding.column, finding.cell))
        if rows:
            known = rows if partner is None else [partner[i] for i in rows if i in partner]
            return [(finding.code, finding.column, row) for row in known]
        area, sheet = finding.area or "", finding.sheet or ""
        text = self._texts.get((finding.sheet, finding.cell), "")
        where = (titles or {}).get(area, area) or (tabs or {}).get(sheet, sheet)
        return [(finding.code, finding.column, where, text)]


# The order in which differences are told


def _reading_order(
    old: Plan, new: Plan, areas: Mapping[int, int]
) -> Callable[[ActionDiff], tuple[int, int, bool]]:
    """Return what orders actions as in the new plan; what was removed stands where it stood."""
    of_new = {area.sheet: place for place, area in enumerate(new.areas)}
    last = len(new.areas)
    of_old = {area.sheet: areas.get(place, last + place) for place, area in enumerate(old.areas)}

    def order(action: ActionDiff) -> tuple[int, int, bool]:
        if action.new:
            return of_new[action.new.sheet], action.new.row, True
        assert action.old
        return of_old[action.old.sheet], action.old.row, False

    return order
