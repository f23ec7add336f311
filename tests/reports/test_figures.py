from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from atgardsplan.model import AreaCounts, AreaKind
from atgardsplan.reports.page.figures import Figures, Timed
from tests.plans import GOOD_ROW, TITLES, make_book, read


def figures(*rows: tuple[Any, ...], title: str = TITLES[0]) -> Figures:
    found = Figures()
    found.add(read(make_book({title: rows})))
    return found


def row(when: Any = "Senast 31 oktober 2025", who: str = "Trafikkontoret", **other: str) -> tuple[Any, ...]:  # fmt: skip
    problem, cause, action, goal, *_ = GOOD_ROW
    return (problem, cause, other.get("action", action), other.get("goal", goal), when, who, "")


@pytest.mark.parametrize(
    ("when", "start", "end", "often"),
    [
        (dt.date(2025, 3, 1), 59, 60, None),
        ("mars 2025", 59, 90, None),
        ("Senast 31 januari 2025", 0, 31, None),
        ("4 ggr/år", 0, 365, 4),
        ("2024-11-01 till 2025-01-10", 0, 10, None),
    ],
)
def test_an_action_stands_where_its_time_is_cut_to_the_year(
    when: Any, start: int, end: int, often: float | None
) -> None:
    assert figures(row(when)).times == [Timed(GOOD_ROW[2], start, end, often)]


def test_ordinary_work_stands_apart_and_what_has_no_time_is_counted() -> None:
    found = figures(
        row("Linjearbete"), row(""), row("någon gång"), row("1 mars 2027"), row("maj 2025")
    )
    assert found.linework == [GOOD_ROW[2]]
    assert found.undrawn == 3
    assert len(found.times) == 1


def test_months_count_the_actions_under_way() -> None:
    found = figures(row("mars till maj 2025"), row("maj 2025"), row("Linjearbete"))
    assert {month: found.months[month] for month in range(1, 13) if found.months[month]} == {
        3: 1, 4: 1, 5: 2,
    }  # fmt: skip


def test_parties_carry_actions_alone_or_together() -> None:
    found = figures(row(who="Polisen"), row(who="Polisen och skolan"), row(who="Alla"))
    assert (found.alone["police"], found.together["police"], found.together["school"]) == (1, 1, 1)
    assert found.nobody == 1


def test_letters_count_rows_that_have_them() -> None:
    found = figures(row(), row("Linjearbete", who="", goal=""), row(goal="Ökad trygghet"))
    assert found.rows == 3
    assert found.smart["M"] == 1
    assert found.smart["A"] == 2
    assert found.smart["R"] == 2
    assert found.filled["goal"] == 2


def test_many_plans_are_summed_without_their_actions() -> None:
    city = Figures()
    for title in (TITLES[0], TITLES[0], TITLES[1]):
        city.merge(figures(row("maj 2025"), row("Linjearbete"), title=title))
    assert city.areas[AreaKind.STANDARD, TITLES[0]] == AreaCounts(4, 4, 4)
    assert (city.rows, city.months[5], city.linework_rows) == (6, 3, 3)
    assert not city.times
    assert not city.linework
