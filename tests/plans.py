"""Makes plans for tests: real workbooks, by openpyxl, in any shape that a test asks for."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Font

from atgardsplan.model import Plan
from atgardsplan.reader import read_plan
from atgardsplan.summary import counts_by_area
from atgardsplan.template import TemplateDefinition, load_template
from atgardsplan.workbook.values import Workbook, open_workbook

TEMPLATE: TemplateDefinition = load_template("stockholm-2025")
TITLES = tuple(area.title for area in TEMPLATE.areas)
GOOD_ROW: tuple[str, ...] = (
    "Otryggt gångstråk mellan torget och tunnelbanan",
    "Belysningen är svag och buskarna skymmer sikten.",
    "Trafikkontoret byter till starkare lampor längs gångstråket före hösten.",
    "Minst 30 lampor längs gångstråket är utbytta.", "Senast 31 oktober 2025", "Trafikkontoret",
    "",
)  # fmt: skip
Rows = Sequence[Sequence[Any]]


def good_rows() -> dict[str, Rows]:
    """Return one good row for each standard area, no two alike."""
    return {
        title: [
            tuple(
                f"{text} ({number})" if text and n < 3 else text for n, text in enumerate(GOOD_ROW)
            )
        ]
        for number, title in enumerate(TITLES, 1)
    }


def tab_name(number: int, title: str) -> str:
    """Return the name of an area's tab; Excel allows 31 characters and neither [ nor ] nor :."""
    return re.sub(r"[\[\]:*?/\\]", "", f"{number}. {title}")[:31]


def make_book(
    rows: Mapping[str, Rows] | None = None,
    *,
    titles: Sequence[str] = TITLES,
    headings: Mapping[str, str] | None = None,
    order: Sequence[str] | None = None,
    instructions: bool = True,
    above: int = 0,
    analysis: bool = True,
) -> openpyxl.Workbook:
    """Return a plan as an openpyxl workbook.

    Args:
        rows: the action rows by area title, in the template's column order; good ones when None.
        titles: the areas to make tabs for.
        headings: other words for headings, by column key.
        order: the columns in another order, by key; "" leaves a column free.
        instructions: whether the instruction row is there.
        above: how many rows of other text stand above the header row.
        analysis: whether there is an analysis tab; it holds the right numbers.
    """
    rows = good_rows() if rows is None else rows
    book = openpyxl.Workbook()
    intro = book.active
    intro.title = TEMPLATE.intro.tab
    intro["A1"] = TEMPLATE.intro.title.format(year=2025)
    keys = [column.key for column in TEMPLATE.columns]
    placed = list(order or keys)
    counts: list[tuple[str, list[int]]] = []
    for number, title in enumerate(titles, 1):
        sheet = book.create_sheet(tab_name(number, title))
        for row in range(1, above + 1):
            sheet.cell(row, 1, "Stadsdelsförvaltningen")
        header = above + 1
        for column, key in enumerate(placed, 1):
            if not key:
                continue
            definition = TEMPLATE.column(key)
            assert definition is not None
            heading = (headings or {}).get(key) or definition.heading or title
            sheet.cell(header, column, heading)
            if instructions:
                sheet.cell(header + 1, column, definition.instruction).font = Font(italic=True)
        first = header + 1 + instructions
        area_rows = rows.get(title, [])
        for row, values in enumerate(area_rows, first):
            for key, value in zip(keys, values, strict=True):
                if value not in ("", None) and key in placed:
                    sheet.cell(row, placed.index(key) + 1, value)
        counts.append(
            (title, [sum(bool(str(r[n] or "").strip()) for r in area_rows) for n in range(3)])
        )
    if analysis:
        sheet = book.create_sheet(TEMPLATE.analysis.tab)
        sheet["A1"] = TEMPLATE.analysis.title
        sheet.append([])
        sheet.append(
            [TEMPLATE.analysis.area_heading, *(c.heading for c in TEMPLATE.analysis.columns)]
        )
        for title, numbers in counts:
            sheet.append([title, *numbers])
    return book


def to_bytes(book: openpyxl.Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(book: openpyxl.Workbook) -> Workbook:
    """Return a workbook as the product opens it."""
    return open_workbook(to_bytes(book))


def read(book: openpyxl.Workbook) -> Plan:
    """Return the plan that the product reads in a workbook."""
    return read_plan(opened(book), "plan.xlsx")


def changed(change: Callable[[openpyxl.Workbook], object], **options: Any) -> openpyxl.Workbook:
    """Return a plan after `change` has been made to it."""
    book = make_book(**options)
    change(book)
    return book


def counts(plan: Plan) -> dict[str, tuple[int, int, int]]:
    """Return problems, causes and actions by area title."""
    return {
        title: (found.problems, found.causes, found.actions)
        for title, found in counts_by_area(plan).items()
    }
