"""Edits of an XML part as replacements of bytes: what is not edited keeps its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from atgardsplan.workbook import xml
from atgardsplan.workbook.errors import WorkbookError

# A start tag, also one whose attribute values hold «>», which XML allows.
_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
# No part of a workbook nests its elements nearly so deep.
_DEEPEST = 256
# One attribute after the other, so that what looks like one inside a value is passed over.
_ATTRIBUTE = rb"\s+([^\s=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')"


class Edit(NamedTuple):
    """Put `content` in place of the bytes from `start` to `end`."""

    start: int
    end: int
    content: bytes


def apply(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return `content` with all edits made; they must not overlap."""
    pieces: list[bytes] = []
    position = 0
    for edit in sorted(edits):
        if edit.start < position:
            raise ValueError("edits overlap")
        pieces += (content[position : edit.start], edit.content)
        position = edit.end
    pieces.append(content[position:])
    return b"".join(pieces)


class Element:
    """An element and where its bytes lie."""

    __slots__ = (
        "attributes", "children", "content_end", "end", "name", "parent", "start", "tag_end", "text",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        attributes: dict[str, str],
        start: int,
        tag_end: int,
        parent: Element | None = None,
    ) -> None:
        self.name = name
        """As expat tells it: `namespace|local`."""
        self.attributes = attributes
        self.start = start
        self.tag_end = tag_end
        """Behind its start tag; equal to `end` where the tag closes itself."""
        self.end = 0
        self.content_end = 0
        """Where its end tag begins; equal to `end` where the start tag closes itself."""
        self.parent = parent
        self.children: list[Element] = []
        self.text = ""
        """The character data directly inside it."""

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("|")[2]

    def child(self, local: str) -> Element | None:
        """Return the first child element of that local name."""
        return next((child for child in self.children if child.local == local), None)

    def all(self, local: str) -> list[Element]:
        """Return all elements of that local name inside it, in document order."""
        found: list[Element] = []
        for child in self.children:
            if child.local == local:
                found.append(child)
            found += child.all(local)
        return found


def locate(content: bytes, part: str) -> Element:
    """Return the document element of an XML part, with every element's place in `content`.

    Raises:
        WorkbookError: `damaged`; `not-utf8` where bytes can't be counted on, since the part is
            written in another encoding.
    """
    declaration = content[:200].lower()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or (
        b"encoding=" in declaration and b"utf-8" not in declaration
    ):
        raise WorkbookError("not-utf8", part=part)
    parser = xml.create_parser()
    stack: list[Element] = []
    document: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        position = parser.CurrentByteIndex
        tag = _TAG.match(content, position)
        if tag is None:
            raise WorkbookError("damaged", part=part)
        if len(stack) >= _DEEPEST:
            raise WorkbookError("damaged", part=part)
        parent = stack[-1] if stack else None
        element = Element(name, attributes, position, tag.end(), parent=parent)
        (parent.children if parent else document).append(element)
        stack.append(element)

    def end(_: str) -> None:
        element = stack.pop()
        if content[element.tag_end - 2 : element.tag_end] == b"/>":
            element.content_end = element.end = element.tag_end
        else:
            element.content_end = parser.CurrentByteIndex
            element.end = content.index(b">", element.content_end) + 1

    def characters(text: str) -> None:
        stack[-1].text += text

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    xml.parse(parser, content, part)
    return document[0]


def prefix_of(content: bytes, element: Element) -> bytes:
    """Return the namespace prefix, with its colon, that an element is written with."""
    name = written_name(content[element.start : element.tag_end])
    return name[: name.index(b":") + 1] if b":" in name else b""


def written_name(tag: bytes) -> bytes:
    """Return the name, with its prefix, that a start tag begins with."""
    written = re.match(rb"<([^\s/>]+)", tag)
    return written[1] if written else b""


def with_attribute(tag: bytes, name: bytes, value: bytes | None) -> bytes:
    """Return a start tag with one attribute set, or removed where `value` is None.

    The other attributes keep their order and spelling; a new one is added last.
    """
    written = b"" if value is None else b" " + name + b'="' + value + b'"'
    for attribute in re.finditer(_ATTRIBUTE, tag):
        if attribute[1] == name:
            return tag[: attribute.start()] + written + tag[attribute.end() :]
    if value is None:
        return tag
    close = b"/>" if tag.endswith(b"/>") else b">"
    return tag[: -len(close)].rstrip() + written + close


def inside(content: bytes, element: Element, new: bytes, before: Element | None = None) -> Edit:
    """Return the edit that puts `new` into an element: before one of its children, or last.

    An element that closes itself gets an end tag.
    """
    if before is not None:
        return Edit(before.start, before.start, new)
    if element.content_end < element.end:
        return Edit(element.content_end, element.content_end, new)
    tag = content[element.start : element.tag_end]
    name = written_name(tag)
    return Edit(element.start, element.end, tag[:-2].rstrip() + b">" + new + b"</" + name + b">")


def attribute_edit(content: bytes, element: Element, name: bytes, value: str | None) -> Edit:
    """Return the edit that sets one attribute of an element, or removes it where `value` is None."""
    tag = content[element.start : element.tag_end]
    new = with_attribute(tag, name, None if value is None else escape(value))
    return Edit(element.start, element.tag_end, new)


def text_edit(element: Element, text: str) -> Edit:
    """Return the edit that puts `text` in place of all that stands in an element."""
    return Edit(element.tag_end, element.content_end, escape(text))


def escape(text: str) -> bytes:
    """Return `text` as XML character data, also fit for an attribute value."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text.encode("utf-8")
