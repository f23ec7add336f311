"""What stands around a page's content: head, style, and the line at its end."""

from __future__ import annotations

from html import escape
from pathlib import Path

from atgardsplan import __version__
from atgardsplan.reports.page.markup import shown
from atgardsplan.texts import Texts

_STYLE = Path(__file__).with_name("page.css")


def opening(title: str, texts: Texts) -> str:
    """Return all that comes before the content.

    Args:
        title: the page's title, as plain text.
        texts: the words.
    """
    style = _STYLE.read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{texts.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        # Nothing may be fetched and nothing may run, whatever a cell says.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="color-scheme" content="light dark">'
        f"<title>{shown(title)}</title><style>\n{style}</style></head><body>\n<main>"
    )


def closing(texts: Texts) -> str:
    """Return all that comes after the content."""
    return (
        f"</main>\n<footer><p>{escape(texts('html.made_by', version=__version__))}</p></footer>"
        "\n</body></html>\n"
    )
