"""The workbook as calamine gets it: under the names and in the encoding that it takes for granted.

calamine looks for `xl/workbook.xml`, `xl/sharedStrings.xml` and `xl/styles.xml` by name, reads
UTF-8, and gives a whole file up over an error value that it doesn't know. A workbook may keep its
parts under other names (its relationships tell which), may be written in UTF-16, and newer programs
have more error values. Nearly every file is as calamine expects and is handed on as it is.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence

from atgardsplan.workbook import xml
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.package import CONTENT_TYPES, Package

_WORKBOOK = "xl/workbook.xml"
_NAMED = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_DOCTYPE = "<!DOCTYPE"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Expat reads these; a part in any other encoding has been refused by then, or is refused here.
_ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16", "iso-8859-1": "latin-1", "us-ascii": "ascii"}
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*?\?>")
# Not `spinCount`, the rounds of a password's hash, which Excel writes where a tab is protected.
_COUNT = re.compile(rb"""(?<![A-Za-z])(?:c|uniqueC)ount\s*=\s*["']([^"']*)["']""")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c\b([^<>]*)>")
_OF_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_CELL_END = re.compile(rb"</?(?:[\w.-]+:)?c\b")
_CELL_VALUE = re.compile(rb"<(?:[\w.-]+:)?v\b[^<>]*>([^<]*)</")
# As in ECMA-376 part 1, 18.17.3; the others came later.
_ERRORS = frozenset([b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"])
_DECLARED = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def for_calamine(package: Package, sheets: Sequence[str]) -> bytes:
    """Return the workbook's bytes, or a copy of what calamine reads of them that it reads rightly.

    Args:
        package: the workbook.
        sheets: the parts of its worksheets.

    Raises:
        WorkbookError: `document-type` or `damaged`, for parts that no one else looks at.
    """
    parts = [package.workbook_part, *sheets]
    named = {kind: package.related(package.workbook_part, kind) for kind in _NAMED}
    for kind, targets in named.items():
        if len(targets) > 1 or any(target not in package for target in targets):
            raise WorkbookError("damaged", part=kind)
        parts += targets
    contents = {part: package.read(part) for part in parts}
    plain = [_is_plain(content) for content in contents.values()]
    usual = package.workbook_part == _WORKBOOK and all(
        targets == (name,) or (not targets and name not in package)
        for (kind, name), targets in zip(_NAMED.items(), named.values(), strict=True)
    )
    usual = usual and _are_linked_plainly(package, sheets)
    links = (package.read(name) for name in ("_rels/.rels", _RELATIONSHIPS) if name in package)
    if usual and all(plain) and not any(link.startswith(_UTF16_MARKS) for link in links):
        return package.archive.data
    return _copy(package, contents, sheets, named)


def _are_linked_plainly(package: Package, sheets: Sequence[str]) -> bool:
    """Tell whether the workbook names its sheets without detours that calamine doesn't follow."""
    if _RELATIONSHIPS not in package:
        return False
    links = package.read(_RELATIONSHIPS)
    return all(
        f'"{posixpath.relpath(sheet, "xl")}"'.encode() in links or f'"/{sheet}"'.encode() in links
        for sheet in sheets
    )


def _is_plain(content: bytes) -> bool:
    """Tell whether a part is in UTF-8; a document type is refused in any encoding."""
    if _DOCTYPE.encode() in content:
        raise WorkbookError("document-type")
    _refuse_counts_that_lie(content)
    if content.startswith(_UTF16_MARKS) or b"\0" in content[:4]:
        if any(_DOCTYPE.encode(code) in content for code in ("utf-16-le", "utf-16-be")):
            raise WorkbookError("document-type")
        return False
    declared = _DECLARED.search(content[:200])
    if declared is not None and declared[1].lower() != b"utf-8":
        return False
    return next(_unknown_errors(content), None) is None


def _unknown_errors(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the error values stand that calamine doesn't know: #SPILL!, #GETTING_DATA ..."""
    # Looked for step by step: no pattern here goes over the same bytes twice.
    if b'"e"' not in content and b"'e'" not in content:
        return
    for cell in _CELL.finditer(content):
        if cell[1].endswith(b"/") or not _OF_ERROR.search(cell[1]):
            continue
        end = _CELL_END.search(content, cell.end())
        value = _CELL_VALUE.search(content, cell.end(), end.start() if end else len(content))
        if value is not None and value[1].strip() not in _ERRORS:
            yield value.span(1)


def _refuse_counts_that_lie(content: bytes) -> None:
    """Refuse a part that says that it holds more things than it has bytes.

    calamine makes room for as many as is said, and takes the whole process down where it can't.
    """
    for match in _COUNT.finditer(content):
        said = match[1]
        if b"&" in said or (said.strip().isdigit() and int(said[:20]) > len(content)):
            raise WorkbookError("damaged", part="")


def _copy(
    package: Package,
    contents: dict[str, bytes],
    sheets: Sequence[str],
    named: dict[str, tuple[str, ...]],
) -> bytes:
    """Return a package of the same parts under the usual names, all in UTF-8."""
    # Imported here: next to no file needs it.
    import io
    import zipfile

    names = {part: f"xl/worksheets/sheet{n}.xml" for n, part in enumerate(sheets, 1)}
    names |= {targets[0]: _NAMED[kind] for kind, targets in named.items() if targets}
    links = "".join(
        f'<Relationship Id="{_escaped(link.id)}" Type="{xml.RELATIONSHIPS[0]}/{link.type}" '
        f'Target="{posixpath.relpath(names[link.target], "xl")}"/>'
        for link in package.relationships(package.workbook_part)
        if link.target in names and not link.external
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    namespace = "http://schemas.openxmlformats.org/package/2006/"
    root = f'<Relationship Id="rId1" Type="{xml.RELATIONSHIPS[0]}/officeDocument" Target="{_WORKBOOK}"/>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(CONTENT_TYPES, f'{head}<Types xmlns="{namespace}content-types"/>')
        for name, inner in (("_rels/.rels", root), (_RELATIONSHIPS, links)):
            archive.writestr(
                name,
                f'{head}<Relationships xmlns="{namespace}relationships">{inner}</Relationships>',
            )
        archive.writestr(_WORKBOOK, _in_utf8(contents[package.workbook_part]))
        for part, name in names.items():
            archive.writestr(name, _in_utf8(contents[part]))
    return stream.getvalue()


def _in_utf8(content: bytes) -> bytes:
    declared = _DECLARED.search(content[:200])
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if content.startswith(_UTF16_MARKS):
        encoding = "utf-16"
    elif content.startswith(b"<\0"):
        encoding = "utf-16-le"
    elif content.startswith(b"\0<"):
        encoding = "utf-16-be"
    else:
        encoding = _ENCODINGS.get(encoding, "")
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise WorkbookError("damaged", part="") from None
    new = _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode("utf-8")
    _refuse_counts_that_lie(new)
    for start, end in reversed([*_unknown_errors(new)]):
        new = new[:start] + b"#N/A" + new[end:]
    return new


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
