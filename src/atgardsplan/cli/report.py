"""`atgardsplan report`."""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TextIO

from atgardsplan.cli import output as screen
from atgardsplan.cli.choices import settings_finder
from atgardsplan.cli.paths import find_plans
from atgardsplan.cli.progress import with_progress
from atgardsplan.cli.text_file import opened_for_replacement
from atgardsplan.texts import load_texts


def report(
    paths: Sequence[str | Path] = (),
    *,
    output: str | Path | None = None,
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
    baseline: str | None = None,
    show_accepted: bool = False,
) -> int:
    """Make a web page of plans.

    A page with findings is what was asked for, so they change the exit status only with `--fail-on`.
    """
    from atgardsplan.reports.html import Page
    from atgardsplan.validation import validate_each

    finder = settings_finder(
        {
            "select": select, "ignore": ignore, "extend_select": extend_select,
            "fail_on": fail_on, "stage": stage, "year": year, "template": template,
            "baseline": baseline, "lang": lang,
        },
        config, isolated,
    )  # fmt: skip
    plans = find_plans(paths)
    texts = load_texts(finder.for_plan(plans[0]).lang)
    page = Page(len(plans), texts, show_accepted)
    unreadable: list[str] = []
    failed = False
    # The overview stands first but is known last, and a city's plans are too many to hold: they wait
    # in a file.
    with (
        _opened(output) as stream,
        tempfile.TemporaryFile("w+", encoding="utf-8") as parts,
        closing(with_progress(plans, len(plans), texts)) as reading,
    ):
        for result in validate_each(reading, finder.for_plan):
            parts.write(page.add(result))
            if result.error is not None:
                unreadable.append(f"{result.path}: {result.error.message}")
            failed |= any(
                result.settings.fail_on.reached_by(finding.severity) for finding in result.findings
            )
        parts.seek(0)
        stream.write(page.head())
        shutil.copyfileobj(parts, stream)
        stream.write(page.foot())
    for problem in unreadable:
        screen.problem(texts, problem)
    if unreadable:
        return 2
    return int(failed and fail_on is not None)


def _opened(file: str | Path | None) -> AbstractContextManager[TextIO]:
    """Open what the page is written to: a file, which is whole or not changed, or standard output."""
    return nullcontext(sys.stdout) if file is None else opened_for_replacement(file)
