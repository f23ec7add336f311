"""Putting a new version of a file in the old one's place, whole or not at all."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.lock_file import holder_of

_ENDING = ".atgardsplan-tmp"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_HELD = (errno.EBUSY, errno.ETXTBSY)
# ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: another program has the file open.
_HELD_ON_WINDOWS = (32, 33)
_WRITE_BITS = 0o222
# File systems take names of 255 bytes; letters take up to four.
_LONGEST_STEM = 50


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Replace the file at `path`, which held `old` when it was read, by `new`.

    The new version is written beside the old one and takes its place in one step, so that the
    file is always either the old or the new one, whole. A symbolic link stays a link; permissions
    stay, and owner and extended attributes where the system allows it.

    Raises:
        WorkbookError: `open-elsewhere` or `open-elsewhere-by` where a program has it open,
            `changed-meanwhile` where it holds something else by now, `read-only`, `folder-read-only`,
            `disk-full` or `not-writable`. The file is then untouched.
    """
    with _explained(path):
        target = path.resolve(strict=True)
        _refuse_held(target)
        if not os.access(target, os.W_OK) or not target.stat().st_mode & _WRITE_BITS:
            raise WorkbookError("read-only")
        _write(target, new, old)


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step, over a file that may be there.

    Raises:
        WorkbookError: as `replace_file`.
    """
    with _explained(path):
        target = path.resolve()
        if target.exists():
            replace_file(target, target.read_bytes(), content)
        else:
            _write(target, content, None)


def remove_leftovers(path: Path) -> None:
    """Remove what killed runs have left beside the file at `path`; never fails."""
    with contextlib.suppress(OSError, RuntimeError):
        target = path.resolve()
        with os.scandir(target.parent) as entries:
            left = [
                entry.path
                for entry in entries
                if entry.name.startswith(_beginning(target)) and entry.name.endswith(_ENDING)
            ]
        for name in left:
            _remove_unless_in_use(Path(name))


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn errors of the system into what a user can do about them."""
    try:
        yield
    except FileNotFoundError:
        kind = "changed-meanwhile" if path.parent.is_dir() else "not-writable"
        raise WorkbookError(kind, path=path) from None
    except OSError as error:
        held = error.errno in _HELD or getattr(error, "winerror", None) in _HELD_ON_WINDOWS
        if error.errno in _FULL:
            kind = "disk-full"
        elif held:
            kind = "open-elsewhere"
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            kind = "folder-read-only"
        else:
            kind = "not-writable"
        raise WorkbookError(kind, path=path) from None
    except RuntimeError:  # A symbolic link that leads to itself.
        raise WorkbookError("not-writable", path=path) from None


def _refuse_held(target: Path) -> None:
    held = holder_of(target)
    if held is not None:
        lock, name = held
        if name:
            raise WorkbookError("open-elsewhere-by", holder=name, lock=lock.name)
        raise WorkbookError("open-elsewhere-lock", lock=lock.name)


def _beginning(target: Path) -> str:
    """Return what the names of a file's temporary files begin with."""
    return f".{target.name[:_LONGEST_STEM]}."


def _write(target: Path, content: bytes, old: bytes | None) -> None:
    """Write beside `target`, make sure that the bytes are on the disk, and put it in its place.

    Args:
        target: the file.
        content: its new content.
        old: its old content, None where there is no such file yet.
    """
    remove_leftovers(target)
    temporary = target.with_name(f"{_beginning(target)}{os.getpid()}{_ENDING}")
    # A new file gets the permissions that the user's files get; a plan is not for others to read
    # while it is on its way.
    mode = 0o666 if old is None else 0o600
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, mode)
    try:
        with os.fdopen(handle, "wb") as stream:
            _mark_in_use(stream.fileno())
            stream.write(content)
            stream.flush()
            if old is not None:
                _take_over(target, temporary)
            os.fsync(stream.fileno())
            if os.name != "nt":  # There an open file can't be renamed.
                _replace(temporary, target, old)
        if os.name == "nt":
            _replace(temporary, target, old)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _replace(temporary: Path, target: Path, old: bytes | None) -> None:
    if old is not None and target.read_bytes() != old:
        raise WorkbookError("changed-meanwhile")
    temporary.replace(target)


def _take_over(target: Path, temporary: Path) -> None:
    """Give the new file the old one's owner, extended attributes and permissions."""
    status = target.stat()
    with contextlib.suppress(OSError, AttributeError):
        os.chown(temporary, status.st_uid, status.st_gid)
    with contextlib.suppress(OSError, AttributeError):
        for name in os.listxattr(target):
            with contextlib.suppress(OSError):
                os.setxattr(temporary, name, os.getxattr(target, name))
    temporary.chmod(S_IMODE(status.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make sure that the folder's entry is on the disk, where the system has such a thing."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mark_in_use(handle: int) -> None:
    """Lock a temporary file as long as it is open; the system lets go when the process dies."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove_unless_in_use(temporary: Path) -> None:
    """Remove a temporary file that no running process is writing.

    Windows itself refuses to remove an open file.
    """
    with contextlib.suppress(OSError):
        with contextlib.suppress(ImportError):
            import fcntl

            with temporary.open("rb") as stream:
                fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        temporary.unlink()
