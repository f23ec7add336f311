"""`concise`: one finding per line, for grep and for the eye that knows the rules."""

from __future__ import annotations

from atgardsplan.reports.lines import visible
from atgardsplan.texts import Texts
from atgardsplan.validation import Run


def render(run: Run, texts: Texts) -> str:
    """Return a line `path:tab!cell: code severity: message` for each finding."""
    found: list[str] = []
    for result in run.results:
        path = visible(result.path)
        for finding in result.findings:
            place = finding.sheet or ""
            if finding.cell:
                place += f"!{finding.cell}"
            where = f"{path}:{visible(place)}" if place else path
            severity = texts(f"severity.{finding.severity}")
            found.append(f"{where}: {finding.code} {severity}: {visible(finding.message)}")
    return "".join(line + "\n" for line in found)
