"""Finding a table's header row and its columns by their headings, wherever they stand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from atgardsplan.matching import plain, similarity
from atgardsplan.template import TemplateDefinition
from atgardsplan.workbook.values import Tab

# Longer texts are no headings; this keeps whole paragraphs out of the comparisons.
_LONGEST_HEADING = 80
_HEADER_ROWS_SEARCHED = 200

_FUZZY_AT_LEAST = 0.8
# «När», «Vem» and «Mål» are too short to be told from other words by likeness.
_SHORTEST_FUZZY = 5
TITLE_AT_LEAST = 0.85
"""How like a known title a text must be to be taken for it."""


class Headings(NamedTuple):
    """Where a table's columns stand."""

    row: int
    columns: dict[str, int]
    """Column number by key."""


def find_headings(
    tab: Tab, spellings: Mapping[str, Sequence[str]], at_least: int
) -> Headings | None:
    """Return the row of `tab` where most of the headings stand, the topmost of equals.

    Args:
        tab: where to look.
        spellings: the known headings by column key, the template's own first.
        at_least: how many columns must be found.
    """
    rows = _short_texts(tab)
    index = _index(spellings)
    for fuzzy in (False, True):
        best: Headings | None = None
        for row, texts in rows.items():
            columns = _assign(texts, index)
            if fuzzy:
                _assign_fuzzy(texts, spellings, columns)
            if len(columns) >= at_least and (best is None or len(columns) > len(best.columns)):
                best = Headings(row, columns)
        if best is not None:
            # The row is known now; headings with slips of the key are looked for in it alone.
            _assign_fuzzy(rows[best.row], spellings, best.columns)
            return best
    return None


def is_heading_row(
    texts: Mapping[int, str], columns: Mapping[str, int], headings: Mapping[int, str]
) -> bool:
    """Tell whether a row repeats the header row, as long tables for print do."""
    same = sum(
        plain(texts.get(column, "")) == plain(headings[column])
        for column in columns.values()
        if headings.get(column)
    )
    return same >= 3


def area_spellings(template: TemplateDefinition) -> dict[str, tuple[str, ...]]:
    """Return the known headings of an area tab's columns, but for the one that holds the title."""
    return {column.key: column.spellings for column in template.headed_columns}


def analysis_spellings(template: TemplateDefinition) -> dict[str, tuple[str, ...]]:
    """Return the known headings of the analysis table's columns."""
    analysis = template.analysis
    found: dict[str, tuple[str, ...]] = {"area": analysis.area_spellings}
    return found | {column.key: column.spellings for column in analysis.columns}


def is_heading(text: str, spellings: Sequence[str]) -> bool:
    """Tell whether `text` is the heading that `spellings` name, perhaps with a slip of the key."""
    known = _lookup(text, _index({"": spellings}))
    return known is not None or _fuzzy_likeness(text, spellings) > 0


def is_title(text: str, spellings: Iterable[str]) -> bool:
    """Tell whether `text` is the title that `spellings` name, with or without a lead."""
    return plain(without_lead(text)) in map(plain, spellings)


def title_likeness(text: str, spellings: Iterable[str]) -> float:
    """Return how like one of `spellings` an area's title is; 0 when it is no such title.

    «1. Unga i riskzon …» and «Prioriterat område: Unga i riskzon …» are titles with a lead.
    """
    if not text or len(text) > 2 * _LONGEST_HEADING:
        return 0.0
    spellings = tuple(spellings)
    if is_title(text, spellings):
        return 1.0
    bare = without_lead(text)
    return max((similarity(bare, spelling, TITLE_AT_LEAST) for spelling in spellings), default=0.0)


def without_lead(text: str) -> str:
    """Return a title without the number or the «Område:» that may stand before it."""
    _, colon, after = text.partition(":")
    if colon and len(after.strip()) > 10:
        text = after
    return text.strip().lstrip("0123456789.) ")


def _short_texts(tab: Tab) -> dict[int, dict[int, str]]:
    """Return the short texts of each row that has at least two, by row and column."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), value in tab.values.items():
        if (
            isinstance(value, str)
            and row <= _HEADER_ROWS_SEARCHED
            and len(value) <= _LONGEST_HEADING
        ):
            text = value.strip()
            if text:
                rows.setdefault(row, {})[column] = text
    return {row: texts for row, texts in sorted(rows.items()) if len(texts) >= 2}


class _Known(NamedTuple):
    """A known heading's column, and how surely it means that column: 0 is the template's own."""

    rank: int
    key: str


def _index(spellings: Mapping[str, Sequence[str]]) -> dict[str, _Known]:
    """Return the known headings in their plain form; where two columns share one, the surer."""
    index: dict[str, _Known] = {}
    for key, known in spellings.items():
        for number, spelling in enumerate(known):
            found = _Known(min(number, 1), key)
            index[plain(spelling)] = min(found, index.get(plain(spelling), found))
    return index


def _lookup(text: str, index: Mapping[str, _Known]) -> _Known | None:
    """Return what a heading means: as it is known, or its first words («Vem (ansvarar)»)."""
    words = plain(text).split()
    for length in range(len(words), 0, -1):
        known = index.get(" ".join(words[:length]))
        if known is not None:
            return known if length == len(words) else _Known(2, known.key)
    return None


def _assign(texts: Mapping[int, str], index: Mapping[str, _Known]) -> dict[str, int]:
    """Pair headings with columns, the surest pair first; each is used once."""
    pairs = sorted(
        (known.rank, column, known.key)
        for column, text in texts.items()
        if (known := _lookup(text, index)) is not None
    )
    found: dict[str, int] = {}
    for _, column, key in pairs:
        found.setdefault(key, column)
    return found


def _assign_fuzzy(
    texts: Mapping[int, str], spellings: Mapping[str, Sequence[str]], found: dict[str, int]
) -> None:
    """Pair what is left of headings and columns by likeness."""
    pairs = sorted(
        (
            (-likeness, column, key)
            for key, known in spellings.items()
            if key not in found
            for column, text in texts.items()
            if column not in found.values() and (likeness := _fuzzy_likeness(text, known)) > 0
        ),
    )
    for _, column, key in pairs:
        if key not in found and column not in found.values():
            found[key] = column


def _fuzzy_likeness(text: str, spellings: Sequence[str]) -> float:
    """Return how like a known heading `text` is, where both are long enough to compare."""
    if len(plain(text)) < _SHORTEST_FUZZY:
        return 0.0
    return max(
        (
            similarity(text, known, _FUZZY_AT_LEAST)
            for known in spellings
            if len(known) >= _SHORTEST_FUZZY
        ),
        default=0.0,
    )
