"""`azure`: logging commands of Azure Pipelines."""

from __future__ import annotations

from atgardsplan.model import Severity
from atgardsplan.reports.entries import Entry, entries
from atgardsplan.texts import Texts
from atgardsplan.validation import Run

_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(run: Run, texts: Texts) -> str:
    """Return a command per error and warning; Azure knows no third kind, so the rest are lines."""
    lines = (_line(entry, texts) for entry in entries(run, texts) if entry.accepted is None)
    return "".join(line + "\n" for line in lines)


def _line(entry: Entry, texts: Texts) -> str:
    where = f"{entry.place}: " if entry.place else ""
    said = f"{where}{entry.message}"
    kind = _TYPES.get(entry.severity)
    if kind is None:
        severity = texts(f"severity.{entry.severity}")
        return _as_text(f"{severity}: {entry.path}: {entry.code} {said}")
    properties = {"type": kind, "sourcepath": entry.path, "linenumber": entry.row or 1}
    if entry.column is not None:
        properties["columnnumber"] = entry.column
    properties["code"] = entry.code
    listed = "".join(f"{name}={_property(str(value))};" for name, value in properties.items())
    return f"##vso[task.logissue {listed}]{_data(said)}"


def _as_text(text: str) -> str:
    """Return a line that holds no command: Azure looks for them anywhere in a line."""
    return text.replace("##", "# #")


def _data(text: str) -> str:
    text = text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")
    return _as_text(text)


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")
