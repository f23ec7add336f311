"""Damage workbooks at random and see that the program keeps its promises about every one.

    python fuzz/mutate.py [--count N] [--seed S] [--seconds T] [--keep DIR]

Each workbook is damaged in its bytes, its zip records, its XML or its cells, then read, validated and
summarised. The promises: no other exception than a refusal with its kind, at most five seconds, and
whenever a workbook is read, every tab and filled cell that openpyxl or calamine sees in it was seen;
summarising refuses, or leaves all other parts as they were. What breaks one is kept in `--keep`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import signal
import sys
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from atgardsplan.analysis_tab import refresh
from atgardsplan.reader import read_plan
from atgardsplan.rules.catalogue import load_catalogue
from atgardsplan.rules.engine import all_rules, check_plan
from atgardsplan.settings import Settings
from atgardsplan.template import load_template
from atgardsplan.workbook.archive import Archive
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import Package
from atgardsplan.workbook.plain_copy import for_calamine
from atgardsplan.workbook.values import Workbook, open_workbook

FIXTURES = Path(__file__).parent.parent / "fixtures"
SECONDS = 5
TEXTS = load_catalogue("sv")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"1048576",
    b"1048577",
    b"99999999999",
    b"1e308",
    b"NaN",
    b"",
)
_PIECES = (
    b"<", b">", b"&", b"&amp;", b"<c/>", b"<row/>", b"</row>", b"<v>7</v>", b'r="XFD1048576"', b"\0", b"\xff",
    b"]]>", b"<!--", b"<!DOCTYPE x>", b' t="s"', b' t="e"', b' t="inlineStr"', b"<is><t>x</t></is>", b'xmlns="u"',
    b"<mergeCell ref='A1:G90000'/>", b"<f>A1</f>", "å".encode(), b" " * 5000,
)  # fmt: skip
Parts = dict[str, bytes]


class TooSlow(BaseException):
    """It took more than `SECONDS`."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a workbook damaged in one of four ways."""
    kind = chance.randrange(4)
    if kind == 0:
        return _bytes_changed(data, chance, chance.randint(1, 8))
    if kind == 1:
        return _records_changed(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change = _xml_changed if kind == 2 else _cells_changed
    for _ in range(chance.randint(1, 3)):
        change(parts, chance)
    return _zipped(parts, chance)


def _bytes_changed(data: bytes, chance: random.Random, times: int) -> bytes:
    new = bytearray(data)
    for _ in range(times):
        at = chance.randrange(len(new))
        match chance.randrange(4):
            case 0:
                new[at] = chance.randrange(256)
            case 1:
                del new[at : at + chance.randint(1, 200)]
            case 2:
                new[at:at] = chance.randbytes(chance.randint(1, 50))
            case _:
                other = chance.randrange(len(new))
                new[at : at + 64] = new[other : other + 64]
        if not new:
            return b""
    return bytes(new)


def _records_changed(data: bytes, chance: random.Random) -> bytes:
    """Change a field of a local header, a directory record or the end record."""
    signature = chance.choice((b"PK\3\4", b"PK\1\2", b"PK\5\6"))
    places = [match.start() for match in re.finditer(re.escape(signature), data)]
    at = chance.choice(places) + chance.randrange(4, 46)
    new = chance.choice((b"\0\0", b"\xff\xff", b"\xff\xff\xff\xff", chance.randbytes(2), b"\1"))
    return data[:at] + new + data[at + len(new) :]


def _xml_changed(parts: Parts, chance: random.Random) -> None:
    names = [name for name in parts if name.endswith((".xml", ".rels", ".vml"))]
    name = chance.choice(names)
    content = parts[name]
    match chance.randrange(6):
        case 0:
            parts[name] = _bytes_changed(content, chance, 1) if content else b""
        case 1:
            at = chance.randrange(len(content) + 1)
            parts[name] = content[:at] + chance.choice(_PIECES) + content[at:]
        case 2:
            parts[name] = content[: chance.randrange(len(content) + 1)]
        case 3:
            parts[name] = parts[chance.choice(names)]
        case 4:
            parts[chance.choice(names)] = parts.pop(name)
        case _:
            found = re.findall(rb"<[^>]*>", content)
            if found:
                tag = chance.choice(found)
                parts[name] = content.replace(tag, chance.choice(found), chance.choice((1, -1)))


def _cells_changed(parts: Parts, chance: random.Random) -> None:
    sheets = [name for name in parts if re.search(r"worksheets/|sharedStrings|workbook\.xml", name)]
    name = chance.choice(sheets)
    content = parts[name]
    values = list(re.finditer(rb'="([^"]*)"', content))
    if not values:
        return
    value = chance.choice(values)
    other = chance.choice(values)[1]
    new = chance.choice(
        (*_NUMBERS, other, b"A1", b"XFD1048576", b"A1:XFD1048576", b"true", b"hidden")
    )
    parts[name] = content[: value.start(1)] + new + content[value.end(1) :]


def _zipped(parts: Parts, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def judge(data: bytes) -> str:
    """Return what came of a workbook: `read`, or the kind of refusal.

    Raises:
        AssertionError: when a promise is broken.
        TooSlow: when it takes too long.
    """
    workbook: Workbook | None = None
    with _at_most(SECONDS):
        try:
            workbook = open_workbook(data)
            plan = read_plan(workbook, "plan.xlsx")
            check_plan(plan, load_template(plan.template), Settings(), all_rules(), TEXTS)
        except WorkbookError as error:
            result, workbook = error.kind, None
        else:
            result = "read"
        _summarised(data)
    if workbook is not None:
        # The others may well take longer than any plan is worth.
        with contextlib.suppress(TooSlow), _at_most(4 * SECONDS):
            _all_is_seen(data, workbook)
    return result


@contextlib.contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def alarm(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _all_is_seen(data: bytes, workbook: Workbook) -> None:
    seen = {
        tab.name: {*tab.values, *tab.facts.errors, *tab.facts.uncomputed, *tab.facts.styles}
        for tab in workbook.tabs
    }
    for others in (_by_calamine, _by_openpyxl):
        try:
            found = others(data)
        except (KeyboardInterrupt, TooSlow):
            raise
        except BaseException:  # Only what they can read is compared.
            continue
        for name, places in found.items():
            assert name in workbook.tab_names, f"a tab that {others.__name__} sees was not seen"
            missing = places - seen.get(name, places)
            assert not missing, f"{len(missing)} cells that {others.__name__} sees were not seen"


def _by_calamine(data: bytes) -> dict[str, set[tuple[int, int]]]:
    package = Package(data)
    sheets = [tab.part for tab in open_workbook(data).tabs]
    if for_calamine(package, sheets) is not package.archive.data:
        return {}  # calamine by itself would read other parts than those that count.
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, set[tuple[int, int]]] = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        found[name] = {
            (row, column)
            for row, cells in enumerate(sheet.to_python(), top + 1)
            for column, value in enumerate(cells, left + 1)
            if value != ""
        }
    return found


def _by_openpyxl(data: bytes) -> dict[str, set[tuple[int, int]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: {
            (cell.row, cell.column)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        for sheet in book.worksheets
    }


def _summarised(data: bytes) -> None:
    try:
        refreshed = refresh(data)
    except WorkbookError:
        return
    if refreshed.repairs or refreshed.content == data:
        return
    before, after = Archive(data), Archive(refreshed.content)
    differing = [
        entry.name
        for entry in before.entries.values()
        if data[entry.start : entry.end]
        != after.data[after.entries[entry.name].start : after.entries[entry.name].end]
    ]
    allowed = re.compile(
        r"(?i)xl/(worksheets/|charts/|calcChain|_rels/|\w+\.xml$)|\[Content_Types\]"
    )
    assert all(allowed.match(name) for name in differing), f"changed: {differing}"
    sheets = [name for name in differing if "worksheets/" in name]
    assert len(sheets) <= 1, f"more than one sheet changed: {sheets}"


def main() -> int:
    """Damage and judge so many workbooks; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--keep", type=Path, default=None, metavar="DIR")
    options = parser.parse_args()

    plans = [path.read_bytes() for path in sorted(FIXTURES.glob("*.xlsx"))]
    outcomes: Counter[str] = Counter()
    slowest, broken = 0.0, 0
    began = time.monotonic()
    for number in range(options.seed, options.seed + options.count):
        if time.monotonic() - began > options.seconds:
            break
        chance = random.Random(number)
        data = damaged(chance.choice(plans), chance)
        start = time.perf_counter()
        try:
            outcomes[judge(data)] += 1
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            broken += 1
            print(f"seed {number}: {type(error).__name__}: {error}", file=sys.stderr)
            if options.keep:
                options.keep.mkdir(exist_ok=True)
                (options.keep / f"{number}.xlsx").write_bytes(data)
        slowest = max(slowest, time.perf_counter() - start)
    for outcome, count in outcomes.most_common():
        print(f"{count:7}  {outcome}")
    print(f"{broken:7}  broken promises; slowest {slowest:.2f} s")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
