"""How far a long run has come, on a terminal only."""

import sys
import time
from collections.abc import Generator, Iterable
from pathlib import Path

from atgardsplan.reports.lines import visible
from atgardsplan.texts import Texts

_SECONDS_BETWEEN = 0.1
_CLEAR = "\r\x1b[K"
_LONGEST_NAME = 50


def with_progress(paths: Iterable[Path], total: int, texts: Texts) -> Generator[Path, None, None]:
    """Yield the files, telling on standard error which of them is being read.

    Close it when done, so that the line is cleared also after an interruption. Nothing
    is told where standard error is no terminal, or there is only one file.
    """
    if total < 2 or not sys.stderr.isatty():
        yield from paths
        return
    told = 0.0
    try:
        for number, path in enumerate(paths, 1):
            now = time.monotonic()
            if now - told >= _SECONDS_BETWEEN or number == total:
                told = now
                name = visible(path.name)[:_LONGEST_NAME]
                line = texts("report.progress", n=number, total=total, name=name)
                sys.stderr.write(_CLEAR + line)
                sys.stderr.flush()
            yield path
    finally:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
