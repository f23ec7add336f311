"""`atgardsplan validate`."""

from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from atgardsplan.cli import output
from atgardsplan.cli.choices import choose, only_changed, settings_finder
from atgardsplan.cli.language import spoken
from atgardsplan.cli.paths import find_plans
from atgardsplan.settings import SettingsError
from atgardsplan.settings_file import SettingsFinder
from atgardsplan.texts import load_texts
from atgardsplan.validation import Run, SettingsFor

FORMATS = (
    "text", "concise", "json", "sarif", "junit", "github", "gitlab", "azure", "markdown", "html",
)  # fmt: skip
"""Each but `text` on a terminal is the module of its name in `reports`, with `render(run, texts)`."""


def validate(
    paths: Sequence[str | Path] = (),
    *,
    format: str = "text",
    output_file: str | Path | None = None,
    select: str | None = None,
    ignore: str | None = None,
    extend_select: str | None = None,
    fail_on: str | None = None,
    stage: str | None = None,
    year: str | None = None,
    template: str | None = None,
    config: str | Path | None = None,
    isolated: bool = False,
    lang: str | None = None,
    changed_since: str | None = None,
    watch: bool = False,
    baseline: str | None = None,
    write_baseline: str | Path | None = None,
    show_accepted: bool = False,
    statistics: bool = False,
    show_settings: bool = False,
    json_schema: bool = False,
    receipt: str | Path | None = None,
    verify_receipt: str | Path | None = None,
) -> int:
    """Check plans."""
    if json_schema:
        output.results(_schema(), output_file)
        return 0
    choose(format, FORMATS, "--format")

    def make_finder() -> SettingsFinder:
        return settings_finder(
            {
                "select": select, "ignore": ignore, "extend_select": extend_select,
                "fail_on": fail_on, "stage": stage, "year": year, "template": template,
                "baseline": baseline, "lang": lang,
            },
            config, isolated,
        )  # fmt: skip

    def check(plans: list[Path], settings_for: SettingsFor) -> Run:
        run = _read(plans, settings_for)._replace(show_accepted=show_accepted)
        return run if plans else run._replace(settings=settings_for(Path("plan.xlsx")))

    _refuse_together(
        ("--write-baseline", write_baseline is not None),
        ("--changed-since", changed_since is not None),
        ("--watch", watch),
    )
    _refuse_together(
        ("--receipt", receipt is not None),
        ("--verify-receipt", verify_receipt is not None),
        ("--write-baseline", write_baseline is not None),
        ("--watch", watch),
    )
    finder = make_finder()
    plans = find_plans(paths)
    if changed_since is not None:
        plans = only_changed(plans, changed_since, finder)
    if show_settings:
        output.results("".join(_settings_text(plan, finder) for plan in plans[:1]), output_file)
        return 0
    if watch:
        from atgardsplan.cli.watch import watch_plans

        watch_plans(
            paths,
            make_finder,
            lambda saved, own: _tell(check(saved, own.for_plan), format, output_file, statistics),
        )
    if write_baseline is not None:
        # A new baseline holds all findings, whatever the old one knows, or if there is one.
        run = check(plans, _without_baseline(finder))
        file = Path(write_baseline)
        _write_baseline(file, plans, run)
        texts = load_texts(run.settings.lang)
        output.note(texts("report.baseline_written", file=file.as_posix()))
        return 2 if run.unreadable else 0
    if verify_receipt is not None:
        from atgardsplan.cli import receipt as receipts

        texts = load_texts(finder.for_plan(next(iter(plans), Path("plan.xlsx"))).lang)
        return receipts.verify_receipt(Path(verify_receipt), plans, texts)
    before = _digests(plans) if receipt is not None else []
    run = check(plans, finder.for_plan)
    status = _tell(run, format, output_file, statistics)
    if receipt is not None:
        _write_receipt(Path(receipt), run, plans, before)
    return status


def _digests(plans: list[Path]) -> list[str]:
    from atgardsplan.cli.receipt import digests

    return digests(plans)


def _write_receipt(file: Path, run: Run, plans: list[Path], before: list[str]) -> None:
    from atgardsplan.cli.receipt import write_receipt

    write_receipt(file, run, plans, before)
    texts = load_texts(run.settings.lang)
    output.note(texts("receipt.written", file=file.as_posix()))


def _read(plans: list[Path], settings_for: SettingsFor) -> Run:
    """Check plans, telling on a terminal how far it has come."""
    from atgardsplan.validation import validate as validate_plans

    if len(plans) < 2:
        return validate_plans(plans, settings_for)
    from contextlib import closing

    from atgardsplan.cli.progress import with_progress

    # Closed also on an interruption, so that nothing is left standing on the line.
    with closing(with_progress(plans, len(plans), spoken())) as reading:
        return validate_plans(reading, settings_for)


def _tell(run: Run, format: str, output_file: str | Path | None, statistics: bool) -> int:
    """Write what was found, and return the exit status."""
    texts = load_texts(run.settings.lang)
    if statistics:
        output.results(_statistics(run, format), output_file)
    elif format == "text" and output_file is None and output.is_terminal():
        from atgardsplan.reports.text import lines

        output.styled_results(lines(run, texts, output.terminal_width()))
    else:
        report: Any = import_module(f"atgardsplan.reports.{format}")
        output.results(report.render(run, texts), output_file)
        if format == "github":
            output.step_summary(lambda: report.summary(run, texts))
    output.unreadable(run, texts)
    return run.exit_status


def _refuse_together(*options: tuple[str, bool]) -> None:
    """Refuse options of which only one can be used at a time.

    Raises:
        SettingsError: `not-together`.
    """
    given = [name for name, is_given in options if is_given]
    if len(given) > 1:
        raise SettingsError("not-together", name=given[0], other=given[1])


def _without_baseline(finder: SettingsFinder) -> SettingsFor:
    return lambda path: finder.for_plan(path)._replace(baseline=None)


def _settings_text(plan: Path, finder: SettingsFinder) -> str:
    """Return the settings that count for a plan, as a settings file would have them."""
    from atgardsplan.settings_file import settings_as_toml

    source = finder.source_for(plan)
    origin = source.path.as_posix() if source else "–"
    return f"# {plan.as_posix()}\n# {origin}\n" + settings_as_toml(finder.for_plan(plan))


def _write_baseline(file: Path, plans: list[Path], run: Run) -> None:
    from atgardsplan.baseline import baseline_text

    found = [
        (path, result.plan, result.findings)
        for path, result in zip(plans, run.results, strict=True)
        if result.plan
    ]
    output.results(baseline_text(file, found), file)


def _schema() -> str:
    import json

    from atgardsplan.reports.envelope import ValidateOutput

    return json.dumps(ValidateOutput.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def _statistics(run: Run, format: str) -> str:
    """Return how often each rule fired, the most frequent first: as JSON or in columns."""
    counts = Counter((finding.code, finding.name) for finding in run.findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if format == "json":
        import json

        listed = [{"code": code, "name": name, "count": n} for (code, name), n in ordered]
        return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
    return "".join(f"{number:5}  {code}  {name}\n" for (code, name), number in ordered)
