"""Formulas that compute from given cells: what they show is out of date once those cells change."""

from collections.abc import Collection, Iterator, Sequence

from atgardsplan.workbook.address import address
from atgardsplan.workbook.cell_xml import SheetXml
from atgardsplan.workbook.formula_refs import references
from atgardsplan.workbook.package_edit import PackageEdit
from atgardsplan.workbook.shared_formulas import formula_texts
from atgardsplan.workbook.sheet import Place
from atgardsplan.workbook.values import Tab


def dependents(
    edit: PackageEdit,
    tabs: Sequence[Tab],
    sheet: str,
    changed: Collection[Place],
    but: Collection[Place],
) -> Iterator[str]:
    """Yield the cells whose formulas name changed cells; on other tabs, with the tab's name.

    Args:
        edit: the workbook.
        tabs: its tabs.
        sheet: the name of the tab whose cells changed.
        changed: those cells.
        but: cells of that tab to leave out.
    """
    for tab in tabs:
        content = edit.read(tab.part)
        own = tab.name == sheet
        if not own and b"!" not in content:
            continue
        for place, formula in formula_texts(SheetXml(content, tab.part).cells).items():
            if not (own and place in but) and _names(formula, tab.name, sheet, changed):
                yield address(*place) if own else f"{tab.name}!{address(*place)}"


def _names(formula: str, tab: str, sheet: str, cells: Collection[Place]) -> bool:
    return any(
        (found.sheet or tab).casefold() == sheet.casefold()
        and any(found.area.covers(*place) for place in cells)
        for found in references(formula)
    )
