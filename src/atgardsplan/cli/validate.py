"""`atgardsplan validate`."""

from collections import Counter
from importlib import import_module
from typing import Annotated, Any

import typer

from atgardsplan.cli import options, output
from atgardsplan.cli.language import spoken
from atgardsplan.cli.paths import find_plans
from atgardsplan.settings import SettingsError, make_settings
from atgardsplan.texts import load_texts
from atgardsplan.validation import Run

FORMATS = ("text", "concise", "json")
_HELP = spoken().table("help")


def validate(
    paths: options.Paths = None,
    format: Annotated[
        str, typer.Option("--format", help=_HELP["format"], metavar="|".join(FORMATS))
    ] = "text",
    output_file: options.OutputFile = None,
    select: Annotated[str | None, typer.Option(help=_HELP["select"], metavar="CODES")] = None,
    ignore: Annotated[str | None, typer.Option(help=_HELP["ignore"], metavar="CODES")] = None,
    extend_select: Annotated[
        str | None, typer.Option(help=_HELP["extend_select"], metavar="CODES")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help=_HELP["fail_on"], metavar="error|warning|info|never")
    ] = None,
    stage: options.Stage = None,
    year: options.Year = None,
    template: options.Template = None,
    lang: options.Lang = None,
    statistics: Annotated[bool, typer.Option("--statistics", help=_HELP["statistics"])] = False,
    json_schema: options.JsonSchema = False,
) -> int:
    """Check plans."""
    if json_schema:
        output.results(_schema(), output_file)
        return 0
    if format not in FORMATS:
        raise SettingsError("bad-value", name="--format", value=format, choices=", ".join(FORMATS))
    from atgardsplan.rules.engine import all_rules
    from atgardsplan.validation import validate as validate_plans

    settings = make_settings(
        {
            "select": select, "ignore": ignore, "extend_select": extend_select,
            "fail_on": fail_on, "stage": stage, "year": year, "template": template,
            "lang": lang or spoken().language,
        },
        frozenset(rule.code for rule in all_rules()),
    )  # fmt: skip
    run = validate_plans(find_plans(paths or []), settings)
    texts = load_texts(settings.lang)
    if statistics:
        output.results(_statistics(run), output_file)
    elif format == "text" and output_file is None and output.is_terminal():
        from atgardsplan.reports.text import lines

        output.styled_results(lines(run, texts, output.terminal_width()))
    else:
        report: Any = import_module(f"atgardsplan.reports.{format}")
        output.results(report.render(run, texts), output_file)
    output.unreadable(run, load_texts(settings.lang))
    return run.exit_status


def _schema() -> str:
    import json

    from atgardsplan.reports.envelope import ValidateOutput

    return json.dumps(ValidateOutput.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def _statistics(run: Run) -> str:
    """Return how often each rule fired, the most frequent first."""
    counts = Counter((finding.code, finding.name) for finding in run.findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{number:5}  {code}  {name}\n" for (code, name), number in ordered)
