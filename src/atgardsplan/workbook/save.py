"""Putting a new version of a file in the old one's place, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from atgardsplan.workbook.errors import WorkbookError


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Replace the file at `path`, which held `old` when it was read, by `new`.

    The new version is written beside the old one and takes its place in one step, so that the
    file is always either the old or the new one, whole. A symbolic link stays a link.

    Raises:
        WorkbookError: `changed-meanwhile` when the file holds something else by now, or
            `not-writable`. The file is then untouched.
    """
    target = path.resolve()
    try:
        if target.read_bytes() != old:
            raise WorkbookError("changed-meanwhile")
        if not os.access(target, os.W_OK):
            raise WorkbookError("not-writable", path=path)
        write_file(target, new, like=target)
    except OSError:
        raise WorkbookError("not-writable", path=path) from None


def write_file(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write `content` to `path` in one step, with the permissions of the file `like`."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if like is not None:
            status = like.stat()
            temporary.chmod(status.st_mode & 0o7777)
            with contextlib.suppress(OSError, AttributeError):
                os.chown(temporary, status.st_uid, status.st_gid)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
