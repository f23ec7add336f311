"""`atgardsplan summarise`."""

from collections.abc import Sequence
from pathlib import Path

from atgardsplan.cli import output as screen
from atgardsplan.cli.choices import settings_finder
from atgardsplan.cli.paths import find_plans
from atgardsplan.reports.lines import visible
from atgardsplan.reports.text import counted
from atgardsplan.settings import SettingsError
from atgardsplan.texts import Texts, load_texts
from atgardsplan.workbook.errors import WorkbookError


def summarise(
    paths: Sequence[str | Path] = (),
    *,
    check: bool = False,
    diff: bool = False,
    output: str | Path | None = None,
    values: bool = False,
    template: str | None = None,
    config: str | Path | None = None,
    isolated: bool = False,
    lang: str | None = None,
) -> int:
    """Refresh analysis tabs."""
    finder = settings_finder({"template": template, "lang": lang}, config, isolated)
    plans = find_plans(paths)
    texts = load_texts(finder.for_plan(plans[0]).lang)
    if output is not None and len(plans) != 1:
        raise SettingsError("one-plan", name="--output")
    target = Path(output) if output is not None else None
    status = 0
    for path in plans:
        try:
            stale = _summarise(
                path, check, diff, target, values, finder.for_plan(path).template, texts
            )
            status = max(status, int(stale and check))
        except WorkbookError as error:
            message = texts(f"errors.{error.kind}", **error.details)
            screen.problem(texts, f"{path.as_posix()}: {message}")
            status = 2
    return status


def _summarise(
    path: Path,
    check: bool,
    diff: bool,
    output_path: Path | None,
    values: bool,
    template: str | None,
    texts: Texts,
) -> bool:
    """Do one plan, and tell whether its numbers were stale."""
    from atgardsplan.analysis_tab import refresh
    from atgardsplan.template import load_template
    from atgardsplan.workbook.package import read_file
    from atgardsplan.workbook.save import replace_file, write_file

    old = read_file(path)
    refreshed = refresh(old, load_template(template) if template else None, values)
    stale = [change for change in refreshed.changes if change.number_changes]
    name = visible(path.as_posix())
    if check or diff:
        shown = stale if check else refreshed.changes
        key = "stale" if stale else "unchanged"
        lines = [texts(f"summarise.{key}", path=name)]
        lines += [
            texts(
                "summarise.change" if change.number_changes else "summarise.change_formula",
                cell=change.cell.address,
                label=visible(change.label),
                heading=change.heading,
                old=visible(change.old) or "–",
                new=change.new,
            )
            for change in shown
        ]
        screen.results("".join(line + "\n" for line in lines))
        return bool(stale)
    if output_path is not None:
        try:
            write_file(output_path, refreshed.content)
        except OSError:
            raise WorkbookError("not-writable", path=output_path) from None
    elif refreshed.content != old:
        replace_file(path, old, refreshed.content)
    if refreshed.changes:
        changes = counted(texts, "summarise.number", len(refreshed.changes))
        screen.note(texts("summarise.updated", path=name, changes=changes))
    else:
        screen.note(texts("summarise.unchanged", path=name))
    return bool(stale)
