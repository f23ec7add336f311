"""`atgardsplan diff`."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from atgardsplan.cli import output
from atgardsplan.cli.choices import choose, settings_finder
from atgardsplan.settings import SettingsError
from atgardsplan.texts import load_texts

FORMATS = ("text", "json", "markdown", "html")


def diff(
    plans: Sequence[str | Path] = (),
    *,
    format: str = "text",
    output_file: str | Path | None = None,
    exit_code: bool = False,
    select: str | None = None,
    ignore: str | None = None,
    extend_select: str | None = None,
    stage: str | None = None,
    year: str | None = None,
    template: str | None = None,
    config: str | Path | None = None,
    isolated: bool = False,
    lang: str | None = None,
    json_schema: bool = False,
) -> int:
    """Show what differs between two plans."""
    if json_schema:
        import json

        from atgardsplan.reports.diff_json import DiffOutput

        schema = json.dumps(DiffOutput.model_json_schema(), indent=2, ensure_ascii=False)
        output.results(schema + "\n", output_file)
        return 0
    choose(format, FORMATS, "--format")
    if len(plans) != 2:
        raise SettingsError("two-plans")
    from atgardsplan.plan_diff import Checked, diff_plans
    from atgardsplan.validation import validate

    finder = settings_finder(
        {
            "select": select, "ignore": ignore, "extend_select": extend_select, "stage": stage,
            "year": year, "template": template, "lang": lang,
        },
        config, isolated,
    )  # fmt: skip
    # Findings that a baseline knows are findings: what appears and vanishes is told of all.
    run = validate(
        [Path(path) for path in plans], lambda path: finder.for_plan(path)._replace(baseline=None)
    )
    texts = load_texts(run.settings.lang)
    output.unreadable(run, texts)
    checked = [Checked(result.plan, result.findings) for result in run.results if result.plan]
    if run.unreadable:
        return 2
    found = diff_plans(*checked)
    if format == "text" and output_file is None and output.is_terminal():
        from atgardsplan.reports.diff_text import lines

        output.styled_results(lines(found, texts, output.terminal_width()))
    else:
        report: Any = import_module(f"atgardsplan.reports.diff_{format}")
        output.results(report.render(found, texts), output_file)
    return int(exit_code and found.differs)
