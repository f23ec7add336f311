"""Plans for tests of what differs: made in memory, each area with the rows that a test names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from atgardsplan.model import ActionRow, Area, AreaCounts, AreaKind, Cell, Plan
from atgardsplan.template import COLUMN_KEYS

FIRST_ROW = 3


def area_of(title: str, sheet: str, rows: Sequence[Mapping[str, str]]) -> Area:
    """Return an area with these rows; a row without texts is left empty, as in a workbook."""
    columns: dict[str, int] = {key: number for number, key in enumerate(COLUMN_KEYS, 1)}
    made = tuple(
        ActionRow(
            number,
            {key: Cell(sheet, number, column, texts.get(key)) for key, column in columns.items()},
        )
        for number, texts in enumerate(rows, FIRST_ROW)
        if texts
    )
    return Area(
        title=title,
        kind=AreaKind.STANDARD,
        sheet=sheet,
        written_title=None,
        header_row=1,
        instruction_row=2,
        columns=columns,
        headings={},
        missing_columns=(),
        rows=made,
        first_data_row=FIRST_ROW,
        last_data_row=FIRST_ROW + len(rows) - 1,
        counts=AreaCounts(),
    )


def plan_of(
    areas: Mapping[str, Sequence[Mapping[str, str]]],
    *,
    year: int = 2025,
    sheets: Sequence[str] = (),
) -> Plan:
    """Return a plan by its areas' titles; the tabs are called 1, 2 and so on."""
    names = list(sheets) or [str(number) for number in range(1, len(areas) + 1)]
    return Plan(
        path="plan.xlsx",
        year=year,
        stated_year=year,
        template="stockholm-2025",
        areas=tuple(
            area_of(title, sheet, rows)
            for (title, rows), sheet in zip(areas.items(), names, strict=True)
        ),
        analysis=None,
        tabs=tuple(names),
        hidden_tabs=(),
        intro_tabs=(),
        other_tabs=(),
        loose=(),
        comments=(),
        hidden=(),
    )
