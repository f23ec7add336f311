"""`github`: workflow commands of GitHub Actions, and the step's summary.

GitHub shows ten annotations of each kind a step. Where there are more findings, those of a rule in
a plan share one, or else those of a plan; the whole list goes to the step's summary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from atgardsplan.model import Severity
from atgardsplan.reports import markdown
from atgardsplan.reports.entries import UNREADABLE, Entry, entries
from atgardsplan.texts import Texts
from atgardsplan.validation import Run

MOST_ANNOTATIONS = 10
MOST_SUMMARY_BYTES = 1024 * 1024
"""What a step's summary may hold; a larger one is refused whole."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_Key = Callable[[Entry], object]
_GROUPINGS: tuple[_Key, ...] = (
    lambda entry: entry,
    lambda entry: (entry.path, entry.code),
    lambda entry: entry.path,
)


def render(run: Run, texts: Texts) -> str:
    """Return the annotations."""
    found = [entry for entry in entries(run, texts) if entry.accepted is None]
    # A file that can't be read comes first, so that it is never among what is left out.
    found.sort(key=lambda entry: entry.code != UNREADABLE)
    lines: list[str] = []
    for severity in Severity:
        of_kind = [entry for entry in found if entry.severity is severity]
        lines += _annotations(_KINDS[severity], of_kind, texts)
    return "".join(line + "\n" for line in lines)


def summary(run: Run, texts: Texts, most_bytes: int = MOST_SUMMARY_BYTES) -> str:
    """Return the step's summary: the whole list, or as much of it as GitHub takes."""
    whole = markdown.render(run, texts)
    if len(whole.encode()) <= most_bytes:
        return whole
    end = f"\n{texts('machine.summary_cut')}\n"
    kept = whole.encode()[: most_bytes - len(end.encode())].decode(errors="ignore")
    return kept.rpartition("\n")[0] + "\n" + end


def _annotations(kind: str, found: list[Entry], texts: Texts) -> list[str]:
    groups: list[list[Entry]] = []
    for key in _GROUPINGS:
        groups = _grouped(found, key)
        if len(groups) <= MOST_ANNOTATIONS:
            return [_annotation(kind, group, texts) for group in groups]
    shown = groups[: MOST_ANNOTATIONS - 1]
    rest = len(found) - sum(map(len, shown))
    more = f"::{kind}::{_data(texts('machine.more', n=rest))}"
    return [*(_annotation(kind, group, texts) for group in shown), more]


def _grouped(found: Iterable[Entry], key: _Key) -> list[list[Entry]]:
    groups: dict[object, list[Entry]] = {}
    for entry in found:
        groups.setdefault(key(entry), []).append(entry)
    return list(groups.values())


def _annotation(kind: str, group: list[Entry], texts: Texts) -> str:
    first = group[0]
    codes = list(dict.fromkeys(entry.code for entry in group))
    properties = {"file": first.path, "line": str(first.row or 1)}
    if first.column is not None:
        properties["col"] = str(first.column)
    if first.code == UNREADABLE:
        properties["title"] = texts("machine.unreadable_title")
    elif len(codes) > 1:
        properties["title"] = ", ".join(codes)
    else:
        properties["title"] = " ".join(filter(None, (first.code, first.name, first.place)))
    said = [first.message] if len(group) == 1 else [_line(entry, len(codes) > 1) for entry in group]
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {listed}::{_data(chr(10).join(said))}"


def _line(entry: Entry, with_code: bool) -> str:
    where = " ".join(filter(None, (entry.code if with_code else "", entry.place)))
    return f"{where}: {entry.message}" if where else entry.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
