"""The one door to a workbook file: what kind of file it is, its parts, and how they are related.

Source for the package's conventions: ECMA-376 part 2 (Open Packaging Conventions).
"""

import posixpath
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from atgardsplan.workbook import xml
from atgardsplan.workbook.archive import Archive
from atgardsplan.workbook.errors import WorkbookError

CONTENT_TYPES = "[Content_Types].xml"
_NS_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NS_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

_ZIP = b"PK\3\4"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml",
)


class Relationship(NamedTuple):
    """A link from one part to another; `target` is a part name, or an outside address."""

    id: str
    type: str
    """The last word of the relationship's type address, such as `worksheet` or `comments`."""
    target: str
    external: bool


class Package:
    """An Office package: parts by name, with content types and relationships."""

    def __init__(self, data: bytes) -> None:
        """Open the package held in `data`.

        Raises:
            WorkbookError: what kind of file it is instead, or that it is damaged.
        """
        _refuse_other_kinds(data)
        self.archive = Archive(data)
        self._names = {name.casefold(): name for name in self.archive.entries}
        self._relationships: dict[str, tuple[Relationship, ...]] = {}

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._names

    def entry_name(self, part: str) -> str:
        """Return the zip entry that holds `part` (part names ignore case).

        Raises:
            WorkbookError: `damaged` when there is no such part.
        """
        try:
            return self._names[part.casefold()]
        except KeyError:
            raise WorkbookError("damaged", part=part) from None

    def read(self, part: str) -> bytes:
        """Return the content of `part`."""
        return self.archive.read(self.entry_name(part))

    def content_type(self, part: str) -> str:
        """Return the content type of `part` in lower case, "" when it has none."""
        overrides, defaults = self._content_types
        found = overrides.get(part.casefold())
        if found is None:
            found = defaults.get(posixpath.splitext(part)[1][1:].casefold(), "")
        return found

    @cached_property
    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        overrides: dict[str, str] = {}
        defaults: dict[str, str] = {}

        def override(attributes: xml.Attributes) -> None:
            name = attributes.get("PartName", "").lstrip("/").casefold()
            overrides[name] = attributes.get("ContentType", "").casefold()

        def default(attributes: xml.Attributes) -> None:
            extension = attributes.get("Extension", "").casefold()
            defaults[extension] = attributes.get("ContentType", "").casefold()

        handlers = {f"{_NS_TYPES}|Override": override, f"{_NS_TYPES}|Default": default}
        xml.for_each_start(self.read(CONTENT_TYPES), CONTENT_TYPES, handlers)
        return overrides, defaults

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """Return the relationships of `part`, or of the package itself."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the parts inside the package that `part` points at by relationships of `kind`."""
        return tuple(
            relationship.target
            for relationship in self.relationships(part)
            if relationship.type == kind and not relationship.external
        )

    def _read_relationships(self, part: str) -> tuple[Relationship, ...]:
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", name + ".rels")
        if source not in self:
            return ()
        found: list[Relationship] = []

        def relationship(attributes: xml.Attributes) -> None:
            target = attributes.get("Target", "")
            external = attributes.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, _unquoted(target)))[1:]
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append(Relationship(attributes.get("Id", ""), kind, target, external))

        handlers = {f"{_NS_RELATIONSHIPS}|Relationship": relationship}
        xml.for_each_start(self.read(source), source, handlers)
        return tuple(found)

    @cached_property
    def workbook_part(self) -> str:
        """The name of the workbook part.

        Raises:
            WorkbookError: `not-a-workbook` when the package holds something else.
        """
        if CONTENT_TYPES not in self:
            raise WorkbookError(_kind_without_content_types(self.archive))
        for part in self.related("", "officeDocument"):
            kind = self.content_type(part)
            if kind in _WORKBOOK_TYPES:
                return part
            raise WorkbookError(_kind_of_other_document(kind))
        raise WorkbookError("not-a-workbook")


def _unquoted(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


def read_file(path: Path) -> bytes:
    """Return the bytes of the file at `path`.

    Raises:
        WorkbookError: `not-found`, `not-a-file` or `no-permission`.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WorkbookError("not-found") from None
    except IsADirectoryError:
        raise WorkbookError("not-a-file") from None
    except PermissionError:
        # Windows answers so for a folder and for a file that Excel holds with a lock.
        raise WorkbookError("not-a-file" if path.is_dir() else "no-permission") from None
    except (OSError, ValueError):
        raise WorkbookError("unreadable") from None


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise WorkbookError("empty-file")
    if data.startswith(_OLE):
        raise WorkbookError(_kind_of_ole(data))
    if data.startswith(_ZIP):
        return
    beginning = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<!doctype html", b"<html")):
        raise WorkbookError("html-file")
    if b"\0" not in data[:1024] and not data.startswith(b"PK"):
        raise WorkbookError("text-file")
    raise WorkbookError("not-a-workbook")


def _kind_of_ole(data: bytes) -> str:
    """Tell an encrypted workbook from an old one by the names of the streams in the OLE file."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    old = ("Workbook", "Book")
    if any(name.encode("utf-16-le") + b"\0\0" in data for name in old):
        return "old-excel"
    return "not-a-workbook"


def _kind_without_content_types(archive: Archive) -> str:
    if "mimetype" in archive and b"opendocument.spreadsheet" in archive.read("mimetype"):
        return "opendocument"
    return "not-a-workbook"


def _kind_of_other_document(content_type: str) -> str:
    if "excel.sheet.binary" in content_type:
        return "binary-excel"
    if "template" in content_type:
        return "excel-template"
    if "addin" in content_type:
        return "excel-add-in"
    return "not-a-workbook"
