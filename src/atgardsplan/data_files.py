"""Data files (TOML) in the form that loads fastest: kept beside them, as Python keeps its modules.

The word lists, texts and templates are for people to read and edit. Reading them so takes some
25 ms, a third of a whole run; what was made of them is therefore stored in `__pycache__`, and made
again as soon as a file or the code that reads it has changed. A file that has the size and the time
of change that it had is taken to be the same, as Python takes its modules; else its content decides.
Where nothing can be stored, all is the same but slower. A built package brings the stored form along
(`hatch_build.py`).
"""

import marshal
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Every Python that this runs on reads version 4; later ones may write a newer one by default.
_MARSHAL_VERSION = 4
_CHECK = 4
_HEADER = 2 * _CHECK
"""What the files looked like when they were last read, and what was in them."""
_UNREADABLE = (EOFError, ValueError, TypeError)


def tables(source: Path) -> dict[str, Any]:
    """Return the content of a TOML file."""
    content: dict[str, Any] = prepared(__file__, (source,), lambda content: content)
    return content


def prepared(
    code: str | tuple[str, ...], sources: tuple[Path, ...], prepare: Callable[..., Any]
) -> Any:
    """Return what `prepare` makes of the files, from its stored form where that is still right.

    Args:
        code: the module that `prepare` stands in (`__file__`), or it and others that it rests on: when one
            changes, all is made again.
        sources: TOML files.
        prepare: takes each file's content; its result is plain: dicts, lists, tuples, sets, text
            and numbers.
    """
    codes = (code,) if isinstance(code, str) else code
    files = (*map(Path, codes), *sources)
    stored = _stored_at(sources[0])
    looks = _check(
        repr([(file.st_size, file.st_mtime_ns) for file in map(os.stat, files)]).encode()
    )
    kept = _kept(stored)
    if kept.startswith(looks) and (made := _made(kept)):
        return made[0]
    contents = [file.read_bytes() for file in files]
    header = looks + _check(*contents)
    if kept[_CHECK:_HEADER] == header[_CHECK:] and (made := _made(kept)):
        _store(stored, header + kept[_HEADER:])
        return made[0]
    import tomllib

    result = prepare(
        *(tomllib.loads(content.decode("utf-8")) for content in contents[len(codes) :])
    )
    _store(stored, header + _stored_form(result))
    return result


def _check(*contents: bytes) -> bytes:
    """A few bytes that are others when the contents are."""
    check = 0
    for content in contents:
        check = zlib.crc32(content, check)
    return check.to_bytes(_CHECK, "little")


def _kept(stored: Path) -> bytes:
    """What is stored; nothing where it can't be read."""
    try:
        return stored.read_bytes()
    except OSError:
        return b""


def _made(kept: bytes) -> tuple[Any] | None:
    """What was made of the files, by itself in a tuple; None where it is damaged."""
    try:
        return (marshal.loads(memoryview(kept)[_HEADER:]),)  # not copied
    except _UNREADABLE:
        return None


def _stored_form(result: Any) -> bytes:
    shared = marshal.dumps(_shared(result, {}), _MARSHAL_VERSION)
    # Read and written once more: now only what stands in several places is marked as such. Marks are
    # kept in a list while they are read, which takes a fifth of the time.
    return marshal.dumps(marshal.loads(shared), _MARSHAL_VERSION)


def _shared(value: Any, known: dict[Any, Any]) -> Any:
    """The same value with equal texts and tuples as one, which is then stored and loaded once."""
    if isinstance(value, str):
        return known.setdefault(value, value)
    if isinstance(value, dict):
        return {_shared(k, known): _shared(v, known) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        # The exact type: marshal knows no named tuples.
        kind = next(k for k in (list, tuple, set, frozenset) if isinstance(value, k))
        same = kind([_shared(item, known) for item in value])
        return known.setdefault(same, same) if _is_fixed(same) else same
    return value


def _is_fixed(value: Any) -> bool:
    """Whether it is a tuple of texts and numbers, or of such tuples: one can stand for all equal ones."""
    return isinstance(value, tuple) and all(
        isinstance(item, str | int) or _is_fixed(item) for item in value
    )


def _stored_at(source: Path) -> Path:
    return source.parent / "__pycache__" / f"{source.name}.prepared"


def _store(place: Path, content: bytes) -> None:
    """Store whole or not at all; a folder that can't be written to is no fault."""
    if sys.dont_write_bytecode:
        return
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        beside.write_bytes(content)
        beside.replace(place)
    except OSError:
        try:
            beside.unlink(missing_ok=True)
        except OSError:
            return
