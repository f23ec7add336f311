"""`atgardsplan summarise`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from atgardsplan.cli import output as screen
from atgardsplan.cli.choices import only_changed, settings_finder
from atgardsplan.cli.paths import find_plans
from atgardsplan.reports.lines import visible
from atgardsplan.reports.verdict import counted
from atgardsplan.settings import SettingsError
from atgardsplan.texts import Texts, load_texts
from atgardsplan.workbook.errors import WorkbookError

if TYPE_CHECKING:
    from atgardsplan.analysis_tab import Refreshed, TableRow

_NOTHING = "–"
_ARROW = " → "
_MOST_NAMED = 5


def summarise(
    paths: Sequence[str | Path] = (),
    *,
    check: bool = False,
    diff: bool = False,
    output: str | Path | None = None,
    values: bool = False,
    force: bool = False,
    changed_since: str | None = None,
    template: str | None = None,
    config: str | Path | None = None,
    isolated: bool = False,
    lang: str | None = None,
) -> int:
    """Refresh analysis tabs."""
    from atgardsplan.analysis_tab import refresh, save
    from atgardsplan.template import load_template
    from atgardsplan.workbook.package import read_file

    finder = settings_finder({"template": template, "lang": lang}, config, isolated)
    plans = find_plans(paths)
    texts = load_texts(finder.for_plan(plans[0]).lang)
    if changed_since is not None:
        plans = only_changed(plans, changed_since, finder)
        if not plans:
            return 0
    if output is not None and len(plans) != 1:
        raise SettingsError("one-plan", name="--output")
    target = Path(output) if output is not None else None
    status = 0
    for path in plans:
        chosen = finder.for_plan(path).template
        try:
            old = read_file(path)
            refreshed = refresh(old, load_template(chosen) if chosen else None, values)
            name = visible(path.as_posix())
            if check or diff:
                show = _differences if check else _table
                screen.results("".join(line + "\n" for line in show(refreshed, name, texts)))
                status = max(status, int(refreshed.stale and check))
            else:
                save(refreshed, old, path, target, force)
                name = visible((target or path).as_posix())
                screen.note(_done(refreshed, name, texts))
                if refreshed.outdated:
                    screen.note(_outdated(refreshed, name, texts))
            for row in refreshed.kept:
                screen.note(texts(f"summarise.kept_{row.reason}", path=name, row=row.row))
        except WorkbookError as error:
            message = texts(f"errors.{error.kind}", **error.details)
            screen.problem(texts, f"{path.as_posix()}: {message}")
            status = 2
    return status


def _done(refreshed: "Refreshed", name: str, texts: Texts) -> str:
    """Return the line that tells what was done to a plan."""
    numbers = sum(change.number_changes for change in refreshed.changes)
    formulas = len(refreshed.changes) - numbers
    done = [counted(texts, "summarise.number", numbers)] if numbers else []
    done += [counted(texts, "summarise.rewritten", formulas)] if formulas else []
    for kind in ("tab_added", "row_added", "row_removed", "chart_added", "chart_longer"):
        count = sum(repair.kind == kind for repair in refreshed.repairs)
        if count:
            done.append(counted(texts, f"summarise.{kind}", count))
    if not done:
        return texts("summarise.unchanged", path=name)
    return texts("summarise.updated", path=name, changes=", ".join(done))


def _outdated(refreshed: "Refreshed", name: str, texts: Texts) -> str:
    cells = ", ".join(visible(cell) for cell in refreshed.outdated[:_MOST_NAMED])
    more = ", …" if len(refreshed.outdated) > _MOST_NAMED else ""
    return texts("summarise.outdated", path=name, cells=cells + more)


def _headline(refreshed: "Refreshed", name: str, texts: Texts) -> str:
    return texts("summarise.stale" if refreshed.stale else "summarise.unchanged", path=name)


def _differences(refreshed: "Refreshed", name: str, texts: Texts) -> list[str]:
    """Return what a plan's analysis tab says that is wrong, line by line."""
    lines = [_headline(refreshed, name, texts)]
    for repair in refreshed.repairs:
        key = f"summarise.lacks_{repair.kind}"
        lines.append("  " + texts(key, label=visible(repair.label), row=repair.row))
    new = {repair.label for repair in refreshed.repairs if repair.kind == "row_added"}
    if all(repair.kind != "tab_added" for repair in refreshed.repairs):
        lines += [
            texts(
                "summarise.change",
                cell=change.cell.address,
                label=visible(change.label),
                heading=change.heading,
                old=visible(change.old) or _NOTHING,
                new=change.new,
            )
            for change in refreshed.changes
            if change.number_changes and change.label not in new
        ]
    return lines


def _table(refreshed: "Refreshed", name: str, texts: Texts) -> list[str]:
    """Return the analysis table before and after, as lines of a table."""
    rows = [("", *refreshed.headings), *(_cells(row) for row in refreshed.table)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_headline(refreshed, name, texts)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append(("  " + "  ".join(cells)).rstrip())
    for repair in refreshed.repairs:
        if not repair.kind.startswith("row_"):
            lines.append("  " + texts(f"summarise.diff_{repair.kind}"))
    formulas = sum(not change.number_changes for change in refreshed.changes)
    if formulas:
        lines.append("  " + counted(texts, "summarise.formula", formulas))
    return lines


def _cells(row: "TableRow") -> tuple[str, ...]:
    mark = " " if row.before and row.after else "-" if row.before else "+"
    size = len(row.after or row.before or ())
    before = [visible(text) or _NOTHING for text in row.before or [""] * size]
    after = [text or _NOTHING for text in row.after or [""] * size]
    cells = (
        old if old == new else old + _ARROW + new for old, new in zip(before, after, strict=True)
    )
    return mark, visible(row.label), *cells
