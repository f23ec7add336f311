"""Brings the analysis tab of a user's workbook up to date; nothing else in the file changes."""

from collections.abc import Iterator
from pathlib import Path

from atgardsplan.analysis_tab.numbers import NumberRefresher
from atgardsplan.analysis_tab.outcome import Change, KeptRow, Refreshed, Repair, TableRow
from atgardsplan.analysis_tab.shape import Shaped, shape_up
from atgardsplan.model import AreaCounts
from atgardsplan.template import TemplateDefinition, load_template
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import Package, read_file
from atgardsplan.workbook.values import open_workbook

__all__ = ["Change", "KeptRow", "Refreshed", "Repair", "TableRow", "refresh", "save", "summarise"]


def summarise(
    path: Path, template: str | None = None, values: bool = False, force: bool = False
) -> Refreshed:
    """Refresh the analysis tab of the plan in the file `path` and return what changed.

    Args:
        path: the workbook; it is replaced in one step, and only when something changed.
        template: the template's name or file; recognised from the workbook when None.
        values: write numbers instead of live formulas.
        force: change a workbook also when that makes its digital signature invalid.

    Raises:
        WorkbookError: when the file can't be read or written, or has no analysis tab to refresh.
        TemplateError: when the template can't be used.
    """
    old = read_file(path)
    refreshed = refresh(old, load_template(template) if template else None, values)
    save(refreshed, old, path, force=force)
    return refreshed


def refresh(
    content: bytes, template: TemplateDefinition | None = None, values: bool = False
) -> Refreshed:
    """Return the workbook held in `content` with its analysis tab brought up to date."""
    workbook = open_workbook(content)
    shaped = shape_up(workbook, template)
    refresher = NumberRefresher(*shaped[:4], values=values)
    new, changes = refresher.run()
    return Refreshed(
        content=new,
        changes=tuple(_in_old_file(change, shaped) for change in changes),
        repairs=shaped.repairs,
        kept=shaped.kept,
        headings=(shaped.template.analysis.area_heading, *map(refresher.heading, _keys(shaped))),
        table=(*_table(shaped, refresher), *_removed_rows(shaped)),
        signed=_is_signed(workbook.package),
        outdated=refresher.outdated,
    )


def save(
    refreshed: Refreshed,
    old: bytes,
    path: Path,
    output: Path | None = None,
    force: bool = False,
) -> None:
    """Write a refreshed workbook over the old one, or to the file `output`.

    What a run that was killed has left beside the file is removed, also when nothing changed.

    Raises:
        WorkbookError: `signed`, or why the file can't be written; it is then untouched.
    """
    from atgardsplan.workbook.save import remove_leftovers, replace_file, write_file

    if refreshed.content != old and refreshed.signed and not force:
        raise WorkbookError("signed")
    if output is not None:
        write_file(output, refreshed.content)
    elif refreshed.content != old:
        replace_file(path, old, refreshed.content)
    else:
        remove_leftovers(path)


def _in_old_file(change: Change, shaped: Shaped) -> Change:
    return change._replace(cell=change.cell._replace(row=shaped.old_row(change.cell.row)))


def _is_signed(package: Package) -> bool:
    """Tell whether the package has a digital signature (ECMA-376 part 2, 10.4)."""
    return any(
        package.content_type(part).endswith("digital-signature-origin")
        for part in package.related("", "origin")
    )


def _keys(shaped: Shaped) -> list[str]:
    return [c.key for c in shaped.template.analysis.columns if c.key in shaped.analysis.columns]


def _table(shaped: Shaped, refresher: NumberRefresher) -> Iterator[TableRow]:
    """Yield the rows of the table as it is now, with what stood there before."""
    new_rows = {repair.label for repair in shaped.repairs if repair.kind == "row_added"}
    new_tab = any(repair.kind == "tab_added" for repair in shaped.repairs)
    for row in shaped.analysis.rows:
        before = tuple(row.numbers[key].text for key in _keys(shaped))
        right: AreaCounts | None = refresher.right_numbers(row)
        after = tuple(str(getattr(right, key)) for key in _keys(shaped)) if right else before
        is_new = new_tab or row.label.text in new_rows
        yield TableRow(row.label.text, None if is_new else before, after)


def _removed_rows(shaped: Shaped) -> Iterator[TableRow]:
    for row in shaped.rows.removed if shaped.rows else ():
        yield TableRow(row.label.text, tuple(row.numbers[key].text for key in _keys(shaped)), None)
