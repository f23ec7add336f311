"""Check plans again each time that they are saved."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from atgardsplan.cli import output
from atgardsplan.cli.language import spoken
from atgardsplan.cli.paths import find_plans
from atgardsplan.reports.lines import visible
from atgardsplan.settings import SettingsError
from atgardsplan.settings_file import SettingsFinder
from atgardsplan.template import TemplateError
from atgardsplan.validation import forget_files
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import Package, read_file

_PAUSE = 0.25
"""Seconds between two looks at the files."""
_PATIENCE = 3.0
"""Seconds that a file may be missing, or not be whole, before that is told."""
_NAMES = 3

# Modification time, inode and size; None where there is no file. Excel writes a new file and gives
# it the old one's name: the inode tells, where the clock is too coarse.
_Stamp = tuple[int, int, int] | None
_Stamps = dict[Path, _Stamp]


class _Watched(NamedTuple):
    """The files to watch."""

    plans: list[Path]
    others: list[Path]
    """Settings, templates and baselines: when one changes, all plans are checked again."""


def watch_plans(
    paths: Sequence[str | Path],
    make_finder: Callable[[], SettingsFinder],
    check: Callable[[list[Path], SettingsFinder], object],
) -> NoReturn:
    """Check all plans, and then each one that is saved, until the user interrupts it.

    Args:
        paths: files and folders, as on the command line.
        make_finder: makes what gives each plan its settings, anew when a settings file changed.
        check: checks plans and writes what it finds.
    """
    texts = spoken()
    finder = make_finder()

    def look() -> _Watched:
        try:
            plans = find_plans(paths)
        except WorkbookError:
            # The only plan of a folder, in the moment between an old file and a new one.
            plans = []
        return _Watched(plans, list(_used_by(plans, finder)))

    known = _stamps(look())
    check(find_plans(paths), finder)
    while True:
        sys.stdout.flush()
        output.note(texts("watch.waiting"))
        saved, changed, known = _next_save(look, known)
        names = ", ".join(visible(path.name) for path in changed[:_NAMES])
        more = " …" if len(changed) > _NAMES else ""
        output.note(texts("watch.saved", time=time.strftime("%H:%M:%S"), names=names + more))
        try:
            if saved != changed:
                forget_files()
                finder = make_finder()
            check(saved, finder)
        except (SettingsError, TemplateError, WorkbookError) as error:
            # Such as a settings file in the middle of being edited: the next save may put it right.
            output.failure(texts, error)


def _used_by(plans: list[Path], finder: SettingsFinder) -> Iterator[Path]:
    """Yield the files that decide how plans are checked: settings, templates, baselines."""
    found: set[str] = set()
    for plan in plans:
        try:
            source = finder.source_for(plan)
            if source is not None:
                found.add(str(source.path))
            settings = finder.for_plan(plan)
        except (SettingsError, OSError):
            continue
        found.update(name for name in (settings.template, settings.baseline) if name)
    yield from map(Path, sorted(found))


def _next_save(
    look: Callable[[], _Watched], known: _Stamps
) -> tuple[list[Path], list[Path], _Stamps]:
    """Wait for a save; return the plans to check, the files that changed, and how all files are."""
    while True:
        time.sleep(_PAUSE)
        now = _stamps(look())
        if now == known:
            continue
        now = _settled(look, known, now)
        watched = look()
        plans = [path for path in watched.plans if now.get(path) != known.get(path)]
        others = [path for path in watched.others if now.get(path) != known.get(path)]
        known = now
        if others:
            return watched.plans, plans + others, known
        if plans:
            return plans, plans, known


def _settled(look: Callable[[], _Watched], known: _Stamps, now: _Stamps) -> _Stamps:
    """Wait until no file changes any more, and those that did are whole, but not for ever."""
    until = time.monotonic() + _PATIENCE
    while True:
        time.sleep(_PAUSE)
        watched = look()
        again = _stamps(watched)
        saved = [path for path in watched.plans if again[path] != known.get(path)]
        if again == now and (all(map(_whole, saved)) or time.monotonic() > until):
            return again
        now = again


def _whole(path: Path) -> bool:
    try:
        Package(read_file(path))
    except WorkbookError:
        return False
    return True


def _stamps(watched: _Watched) -> _Stamps:
    return {path: _stamp(path) for path in (*watched.plans, *watched.others)}


def _stamp(path: Path) -> _Stamp:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_ino, facts.st_size
