"""`atgardsplan show`."""

from collections.abc import Sequence
from pathlib import Path

from atgardsplan.cli import output
from atgardsplan.cli.choices import choose, settings_finder
from atgardsplan.cli.paths import find_plans
from atgardsplan.texts import load_texts

FORMATS = ("text", "json")


def show(
    paths: Sequence[str | Path] = (),
    *,
    format: str = "text",
    output_file: str | Path | None = None,
    textconv: bool = False,
    stage: str | None = None,
    year: str | None = None,
    template: str | None = None,
    config: str | Path | None = None,
    isolated: bool = False,
    lang: str | None = None,
    json_schema: bool = False,
) -> int:
    """Show what is read in plans."""
    if json_schema:
        import json

        from atgardsplan.reports.envelope import ShowOutput

        schema = json.dumps(ShowOutput.model_json_schema(), indent=2, ensure_ascii=False)
        output.results(schema + "\n", output_file)
        return 0
    choose(format, FORMATS, "--format")
    from atgardsplan.validation import Run, read_file_as_plan, validate

    finder = settings_finder(
        {"stage": stage, "year": year, "template": template, "lang": lang}, config, isolated
    )
    plans = find_plans(paths)
    if format == "json":
        from atgardsplan.reports.envelope import as_json, show_output

        # The envelope is that of `validate`, findings included; they decide no exit status here.
        run = validate(plans, finder.for_plan)
        output.results(as_json(show_output(run)), output_file)
        output.unreadable(run, load_texts(run.settings.lang))
        return 2 if run.unreadable else 0
    results = tuple(read_file_as_plan(path, finder.for_plan(path)) for path in plans)
    run = Run(results, results[0].settings)
    texts = load_texts(run.settings.lang)
    from atgardsplan.reports import show_text

    if textconv:
        # git gives up on all of a comparison when this fails for one of the files in it.
        said = [show_text.unreadable(result.error, texts) for result in results if result.error]
        output.results(show_text.render(run, texts) + "".join(said), output_file)
        return 0
    if output_file is None and output.is_terminal():
        output.styled_results(show_text.lines(run, texts))
    else:
        output.results(show_text.render(run, texts), output_file)
    output.unreadable(run, texts)
    return run.exit_status
