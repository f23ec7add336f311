"""What the cells of an action row mean: when it is done, who does it, how good its goal is."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeVar

from atgardsplan.language.goal import Goal, judge_goal
from atgardsplan.language.private import without_private
from atgardsplan.language.when import When, parse_when
from atgardsplan.language.who import Who, parse_who
from atgardsplan.model import ActionRow, Cell, CellValue

_CELLS_REMEMBERED = 4096


def when_of(row: ActionRow, plan_year: int) -> When:
    """Return what a row's «När» means as time; an empty or missing cell is of the kind empty."""
    cell = row.cells.get("when")
    return when_of_cell(cell, plan_year) if cell else _when("", plan_year)


def when_of_cell(cell: Cell, plan_year: int) -> When:
    """Return what a «När» cell means as time."""
    return when_of_value(cell.value, cell.text, plan_year)


def when_of_value(value: CellValue | None, text: str, plan_year: int) -> When:
    """Return what a «När» cell with a value, and that value as text, means as time."""
    return _when(value if isinstance(value, dt.date) else text, plan_year)


def who_of(row: ActionRow) -> Who:
    """Return whom a row's «Vem» names."""
    return who_of_text(row.text("who"))


def goal_of(row: ActionRow) -> Goal:
    """Return how a row's goal is judged."""
    return goal_of_text(row.text("goal"))


# A text often stands in many rows, and rules and reports ask for the same cells. What is private is
# blotted out first: the words that decided are quoted in reports.


@lru_cache(_CELLS_REMEMBERED)
def who_of_text(text: str) -> Who:
    """Return whom a text names."""
    return _of_public(text, parse_who)


@lru_cache(_CELLS_REMEMBERED)
def goal_of_text(text: str) -> Goal:
    """Return how a goal's text is judged."""
    return _of_public(text, judge_goal)


@lru_cache(_CELLS_REMEMBERED)
def _when(value: str | dt.date, plan_year: int) -> When:
    if isinstance(value, dt.date):
        return parse_when(value, plan_year)
    return _of_public(value, partial(parse_when, plan_year=plan_year))


Meaning = TypeVar("Meaning", When, Who, Goal)


def _of_public(text: str, read: Callable[[str], Meaning]) -> Meaning:
    public = without_private(text)
    meaning = read(public)
    return meaning if public == text else meaning._replace(text=text)
