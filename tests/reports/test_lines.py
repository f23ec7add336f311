"""Lines for people: broken where they should be, as the standard library breaks them."""

import textwrap

from hypothesis import example, given
from hypothesis import strategies as st

from atgardsplan.reports.lines import as_text, wrapped

TEXTS = st.one_of(
    st.text("ab åö-,.«»", max_size=200),
    st.lists(st.text(st.characters(), max_size=40), max_size=20).map(" ".join),
)


@given(TEXTS, st.integers(0, 90), st.sampled_from(["", "  ", "  varning     "]))
@example("ett  två " + "x" * 19 + "   tre", 20, "")
@example(" börjar med blanktecken och är lång", 20, "")
@example("ett " + "x" * 70 + " två", 30, "  ")
@example("tjugo tecken är precis så här", 20, "")
@example("slutar med blanktecken    ", 22, "")
def test_lines_are_those_of_textwrap(text: str, width: int, first: str) -> None:
    lines = wrapped(first, text, width)
    expected = textwrap.wrap(text, max(width - len(first), 20), break_on_hyphens=False) or [""]
    assert [line[1].text for line in lines] == expected


def test_later_lines_hang_under_the_text() -> None:
    lines = wrapped("  fel  ", "Skriv vad som ska uppnås och när.", 27)
    assert as_text(lines) == "  fel  Skriv vad som ska\n       uppnås och när.\n"
