from __future__ import annotations

import io

import pytest

from atgardsplan.cli import output
from atgardsplan.reports import concise, text
from tests.reports.runs import SV, hostile_run


@pytest.mark.parametrize("report", [text, concise])
def test_hostile_texts_cannot_steer_a_terminal(report: object) -> None:
    shown = report.render(hostile_run(), SV)  # type: ignore[attr-defined]
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\r" not in shown
    assert "\u202e" not in shown
    assert "\\u001b[31mröd" in " ".join(shown.split())


def test_no_line_of_a_finding_begins_with_a_cells_text() -> None:
    lines = concise.render(hostile_run(), SV).splitlines()
    assert len(lines) == 3
    assert all(line.startswith("rad ett rad två") for line in lines)


def test_mark_up_of_rich_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    output.styled_results(text.lines(hostile_run(), SV, 200))
    assert "[bold]fet[/bold]" in terminal.getvalue()
    assert "\x1b[31mröd" not in terminal.getvalue()
