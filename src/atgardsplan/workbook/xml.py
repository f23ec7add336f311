"""Reading XML parts with expat: namespaces resolved, byte positions known, no DTD, no entities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from atgardsplan.workbook.errors import WorkbookError

# Every namespace has two names: of the transitional format, which nearly all files use, and of
# the strict one (ISO/IEC 29500-1 and -4, annex A).
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
MAIN = (_TRANSITIONAL + "spreadsheetml/2006/main", _STRICT + "spreadsheetml/main")
RELATIONSHIPS = (
    _TRANSITIONAL + "officeDocument/2006/relationships",
    _STRICT + "officeDocument/relationships",
)
_DRAWING_WORDS = ("main", "chart", "spreadsheetDrawing")
DRAWING_FAMILIES = (
    (*(f"{_TRANSITIONAL}drawingml/2006/{word}" for word in _DRAWING_WORDS), RELATIONSHIPS[0]),
    (*(f"{_STRICT}drawingml/{word}" for word in _DRAWING_WORDS), RELATIONSHIPS[1]),
)
"""The namespaces of charts and drawings: the transitional ones, and the strict ones in like order."""

Attributes = Mapping[str, str]
StartHandler = Callable[[Attributes], None]


def names(namespaces: tuple[str, ...], local: str) -> tuple[str, ...]:
    """Return how expat spells the element or attribute `local` of any of `namespaces`."""
    return tuple(f"{namespace}|{local}" for namespace in namespaces)


def relationship_id(attributes: Attributes, local: str = "id") -> str | None:
    """Return the value of the attribute `r:id` (or another of that namespace)."""
    for name in names(RELATIONSHIPS, local):
        if name in attributes:
            return attributes[name]
    return None


def create_parser() -> expat.XMLParserType:
    """Return a parser that reports names as `namespace|local` and refuses document types."""
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def parse(parser: expat.XMLParserType, content: bytes, part: str) -> None:
    """Run `parser` over the whole of `content`.

    Raises:
        WorkbookError: `damaged`, naming `part`, where it is no well-formed XML.
    """
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise WorkbookError("damaged", part=part) from error


def for_each_start(content: bytes, part: str, handlers: Mapping[str, StartHandler]) -> None:
    """Call the handler of each element that begins in `content`; others are passed over."""
    parser = create_parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        handler = handlers.get(name)
        if handler is not None:
            handler(attributes)

    parser.StartElementHandler = start
    parse(parser, content, part)


def _refuse_doctype(*_: object) -> None:
    raise WorkbookError("document-type")
