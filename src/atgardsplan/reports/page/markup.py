"""Text from workbooks as text in a web page, and nothing else."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from atgardsplan.language.private import without_private
from atgardsplan.reports.lines import visible


@lru_cache(4096)
def shown(text: str) -> str:
    """Return a text as HTML: line breaks kept, marks escaped, private text blotted out."""
    if "\n" in text or "\r" in text:
        text = "\n".join(map(visible, text.splitlines()))
    else:
        text = visible(text)
    return escape(without_private(text))


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters on one line, as plain text for a chart."""
    text = without_private(visible(text))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
