"""From paths on the command line to the plans' files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from atgardsplan.workbook.errors import WorkbookError

_ENDINGS = (".xlsx", ".xlsm")
_LOCK_FILE = "~$"


def find_plans(paths: Sequence[str | Path]) -> list[Path]:
    """Return the files named, and those in the folders named, each once, folders in order of name.

    A named file is returned whatever it is called, and also when it does not exist, so that it is
    reported. Folders whose names begin with a dot are left out.

    Raises:
        WorkbookError: `no-plans` when nothing was named and found.
    """
    wanted = [Path(path) for path in paths] or [Path()]
    found = list(dict.fromkeys(_plans(wanted)))
    if not found:
        raise WorkbookError("no-plans", path=", ".join(path.as_posix() for path in wanted))
    return found


def _plans(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield path


def _in_folder(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(_ENDINGS) and not name.startswith(_LOCK_FILE):
                yield Path(place) / name
