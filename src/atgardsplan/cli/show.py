"""`atgardsplan show`."""

from typing import Annotated

import typer

from atgardsplan.cli import options, output
from atgardsplan.cli.language import spoken
from atgardsplan.cli.paths import find_plans
from atgardsplan.settings import SettingsError, make_settings
from atgardsplan.texts import load_texts

FORMATS = ("text", "json")
_HELP = spoken().table("help")


def show(
    paths: options.Paths = None,
    format: Annotated[
        str, typer.Option("--format", help=_HELP["format"], metavar="|".join(FORMATS))
    ] = "text",
    output_file: options.OutputFile = None,
    stage: options.Stage = None,
    year: options.Year = None,
    template: options.Template = None,
    lang: options.Lang = None,
    json_schema: options.JsonSchema = False,
) -> int:
    """Show what is read in plans."""
    if json_schema:
        import json

        from atgardsplan.reports.envelope import ShowOutput

        schema = json.dumps(ShowOutput.model_json_schema(), indent=2, ensure_ascii=False)
        output.results(schema + "\n", output_file)
        return 0
    if format not in FORMATS:
        raise SettingsError("bad-value", name="--format", value=format, choices=", ".join(FORMATS))
    from atgardsplan.validation import Run, read_file_as_plan

    values = {"stage": stage, "year": year, "template": template, "lang": lang or spoken().language}
    settings = make_settings(values, frozenset())
    results = tuple(read_file_as_plan(path, settings) for path in find_plans(paths or []))
    run = Run(results, settings)
    if format == "json":
        from atgardsplan.reports.envelope import show_output

        output.results(show_output(run).model_dump_json(indent=2) + "\n", output_file)
    else:
        from atgardsplan.reports.show_text import render

        output.results(render(run, load_texts(settings.lang)), output_file)
    output.unreadable(run, load_texts(settings.lang))
    return run.exit_status
