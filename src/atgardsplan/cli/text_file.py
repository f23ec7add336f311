"""Writing a text file in one step: it is the old one or the new one, always whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from atgardsplan.workbook.errors import WorkbookError


@contextmanager
def opened_for_replacement(file: str | Path) -> Iterator[TextIO]:
    """Open a new version of a text file, which takes the old one's place when it is whole.

    Raises:
        WorkbookError: `not-writable`. The old version is then untouched, as after any error.
    """
    try:
        target = Path(file).resolve()
        if target.is_dir():
            raise IsADirectoryError(target)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".atgardsplan-tmp", dir=target.parent)
    except OSError:
        raise WorkbookError("not-writable", path=file) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        # A temporary file is for its owner alone; this one is for those who may read new files here.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~mask)
        temporary.replace(target)
    except OSError:
        raise WorkbookError("not-writable", path=file) from None
    finally:
        temporary.unlink(missing_ok=True)
