"""Where words go: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from atgardsplan.reports.lines import Line, as_text, visible
from atgardsplan.settings import SettingsError
from atgardsplan.template import TemplateError
from atgardsplan.texts import Texts
from atgardsplan.validation import Run
from atgardsplan.workbook.errors import WorkbookError

_STYLES = {
    "heading": "bold",
    "tab": "bold underline",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "good": "green",
    "help": "dim",
    "added": "green",
    "removed": "red",
    "changed": "yellow",
    "moved": "cyan",
}


def prepare() -> None:
    """Make both streams write UTF-8 when they lead to a file or a pipe, and never fail on a letter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            if stream.isatty():
                reconfigure(errors="replace")
            else:
                reconfigure(encoding="utf-8", errors="replace")


def is_terminal() -> bool:
    """Tell whether results are shown on a terminal."""
    return sys.stdout.isatty()


def is_cause_of(error: Exception) -> bool:
    """Tell whether something failed because standard output is on a full disk or closed."""
    # Python has no stream at all for a closed one; what fails with a file has the file's name.
    return sys.stdout is None or (isinstance(error, OSError) and error.filename is None)


def terminal_width(most: int = 110) -> int:
    """Return how wide lines may be on the terminal."""
    try:
        return max(40, min(os.get_terminal_size(sys.stdout.fileno()).columns, most))
    except OSError:
        return most


def results(text: str, output_file: str | Path | None = None) -> None:
    """Write results.

    Raises:
        WorkbookError: `not-writable`.
    """
    if output_file is None:
        sys.stdout.write(text)
        return
    try:
        Path(output_file).write_text(text, encoding="utf-8", newline="")
    except OSError:
        raise WorkbookError("not-writable", path=output_file) from None


def styled_results(lines: list[Line]) -> None:
    """Write lines, in colour where the terminal and the user's NO_COLOR allow it."""
    if not is_terminal() or os.environ.get("NO_COLOR"):
        sys.stdout.write(as_text(lines))
        return
    # Imported here: rich takes longer to load than a plan takes to check.
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        text = Text()
        for piece in line:
            text.append(piece.text, _STYLES.get(piece.style))
        console.print(text)


def step_summary(make: Callable[[], str]) -> None:
    """Add to the summary of a step of GitHub Actions, where there is one.

    Raises:
        WorkbookError: `not-writable`.
    """
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    text = make()
    try:
        with Path(file).open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError:
        raise WorkbookError("not-writable", path=file) from None


def note(text: str) -> None:
    """Write something beside the results."""
    _write(sys.stderr, text)


def problem(texts: Texts, text: str) -> None:
    """Write one line about what went wrong."""
    _write(sys.stderr, f"{texts('usage.prefix')} {visible(text)}")


def failure(texts: Texts, error: SettingsError | TemplateError | WorkbookError) -> None:
    """Write one line about an error that has a text."""
    table = "usage" if isinstance(error, SettingsError) else "errors"
    problem(texts, texts(f"{table}.{error.kind}", **error.details))


def unreadable(run: Run, texts: Texts) -> None:
    """Write one line about each file that could not be read."""
    for result in run.results:
        if result.error:
            problem(texts, f"{result.path}: {result.error.message}")


def _write(stream: TextIO, text: str) -> None:
    stream.write(text + "\n")
    stream.flush()
