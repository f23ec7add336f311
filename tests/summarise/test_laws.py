"""For any plan, the numbers are those of a naive count, and the formulas compute them too."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atgardsplan.analysis_tab import refresh
from tests.plans import TEMPLATE, TITLES, make_book, to_bytes
from tests.summarise.shapes import Numbers, Shape
from tests.summarise.test_shapes import by_calamine, by_openpyxl

_TEXTS = st.sampled_from(
    ["", "", " ", "\n", "\u00a0", "Problem", "Två  ord", "0", 'citat "x"', "a&b <c>", "Ö" * 40]
)
_ROW = st.tuples(
    _TEXTS, _TEXTS, _TEXTS, st.just("Mål"), st.just("I maj"), st.just("Rektor"), st.just("")
)
_ROWS = st.lists(_ROW, max_size=6)
_PLANS = st.fixed_dictionaries(dict.fromkeys(TITLES, _ROWS))


def naive(rows: Sequence[Sequence[str]]) -> Numbers:
    return (
        sum(bool(row[0].strip()) for row in rows),
        sum(bool(row[1].strip()) for row in rows),
        sum(bool(row[2].strip()) for row in rows),
    )


def made(plan: dict[str, list[tuple[str, ...]]], with_rows: int) -> Shape:
    book = make_book(plan)
    sheet = book[TEMPLATE.analysis.tab]
    sheet.delete_rows(4 + with_rows, len(TITLES))
    for row in sheet.iter_rows(min_row=4, min_col=2):
        for cell in row:
            cell.value = 99
    return Shape(to_bytes(book), {title: naive(rows) for title, rows in plan.items()})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PLANS, st.integers(1, len(TITLES)))
def test_the_numbers_are_those_of_a_naive_count(
    plan: dict[str, list[tuple[str, ...]]], with_rows: int
) -> None:
    shape = made(plan, with_rows)
    refreshed = refresh(shape.content).content
    assert by_calamine(shape, refreshed) == by_openpyxl(shape, refreshed) == shape.expected
    assert refresh(refreshed).content == refreshed


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_agrees_on_a_sample(
    convert_all: Callable[[Sequence[Path], str], list[Path]], tmp_path: Path
) -> None:
    shapes: list[Shape] = []

    @settings(max_examples=12, deadline=None, derandomize=True, database=None,
              suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
    @given(_PLANS, st.integers(1, len(TITLES)))
    def gather(plan: dict[str, list[tuple[str, ...]]], with_rows: int) -> None:
        shapes.append(made(plan, with_rows))

    gather()
    files = []
    for number, shape in enumerate(shapes):
        files.append(tmp_path / f"{number}.xlsx")
        files[-1].write_bytes(refresh(shape.content).content)
    computed = [file.read_bytes() for file in convert_all(files, "xlsx")]
    assert [by_calamine(s, c) for s, c in zip(shapes, computed, strict=True)] == [
        shape.expected for shape in shapes
    ]


@pytest.mark.parametrize(
    ("size", "last"), [(1, 202), (150, 202), (151, 402), (199, 402), (900, 1002)]
)
def test_rows_added_at_the_end_of_a_long_table_are_counted_too(size: int, last: int) -> None:
    rows = {TITLES[0]: [("p", "o", f"å {n}", "m", "n", "v", "") for n in range(size)]}
    refreshed = refresh(to_bytes(make_book(rows))).content
    formula = openpyxl.load_workbook(io.BytesIO(refreshed))[TEMPLATE.analysis.tab]["B4"].value
    assert f"!A3:A{last})" in formula
    assert last - (2 + size) >= 50
