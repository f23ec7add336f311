"""Changes to a package, gathered: parts rewritten, added and removed, with what declares them.

Content types and relationships (ECMA-376 part 2, 6.2.3 and 6.5) are edited by splicing too.
"""

import posixpath

from atgardsplan.workbook import xml
from atgardsplan.workbook.package import CONTENT_TYPES, Package
from atgardsplan.workbook.splice import Edit, apply, escape, inside, locate, prefix_of

_NS_RELATIONSHIPS = b"http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class PackageEdit:
    """A package on its way to its next version; parts are read as they stand by now."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._changed: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return part in self._changed or (part in self.package and not self._is_removed(part))

    def _is_removed(self, part: str) -> bool:
        return self.package.entry_name(part) in self._removed

    def _entry(self, part: str) -> str:
        return self.package.entry_name(part) if part in self.package else part

    def read(self, part: str) -> bytes:
        """Return the content of `part` with the changes made so far."""
        entry = self._entry(part)
        return self._changed[entry] if entry in self._changed else self.package.read(part)

    def write(self, part: str, content: bytes) -> None:
        """Give `part` new content; where it is the old content, the part's bytes stay as they are."""
        entry = self._entry(part)
        if part in self.package and content == self.package.read(part):
            self._changed.pop(entry, None)
        else:
            self._changed[entry] = content

    def add_part(self, part: str, content: bytes, content_type: str) -> None:
        """Add a part and declare its content type."""
        self._changed[part] = content
        types = self.read(CONTENT_TYPES)
        document = locate(types, CONTENT_TYPES)
        prefix = prefix_of(types, document)
        new = b'<%bOverride PartName="/%b" ContentType="%b"/>' % (
            prefix, escape(part), escape(content_type),
        )  # fmt: skip
        self.write(CONTENT_TYPES, apply(types, [inside(types, document, new)]))

    def remove_part(self, part: str, source: str) -> None:
        """Remove a part, its content type, and the relationship that `source` has to it."""
        self._removed.add(self.package.entry_name(part))
        types = self.read(CONTENT_TYPES)
        self.write(CONTENT_TYPES, _without(types, CONTENT_TYPES, "PartName", {"/" + part}))
        relations = _relationships_part(source)
        ids = {link.id for link in self.package.relationships(source) if link.target == part}
        self.write(relations, _without(self.read(relations), relations, "Id", ids))

    def relate(self, source: str, kind: str, target: str) -> str:
        """Add a relationship from `source` to `target` and return its id.

        Args:
            source: the part that it belongs to.
            kind: the last word of the relationship's type, such as `drawing`.
            target: the part that it leads to.
        """
        part = _relationships_part(source)
        if part not in self:
            empty = DECLARATION + b'<Relationships xmlns="%b"/>' % _NS_RELATIONSHIPS
            self._add_relationships(part, empty)
        content = self.read(part)
        document = locate(content, part)
        taken = {child.attributes.get("Id") for child in document.children}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        path = posixpath.relpath(target, posixpath.dirname(source) or ".")
        new = b'<%bRelationship Id="rId%d" Type="%b" Target="%b"/>' % (
            prefix_of(content, document), number,
            escape(f"{self.relationship_namespace}/{kind}"), escape(path),
        )  # fmt: skip
        self.write(part, apply(content, [inside(content, document, new)]))
        return f"rId{number}"

    def _add_relationships(self, part: str, content: bytes) -> None:
        if self.package.content_type(part) == _RELATIONSHIPS_TYPE:
            self._changed[part] = content
        else:
            self.add_part(part, content, _RELATIONSHIPS_TYPE)

    @property
    def is_strict(self) -> bool:
        """Whether the workbook is written in the strict format (ISO/IEC 29500-1)."""
        return xml.MAIN[1].encode() in self.read(self.package.workbook_part)[:2000]

    @property
    def relationship_namespace(self) -> str:
        """The address that types of relationships begin with."""
        return xml.RELATIONSHIPS[self.is_strict]

    def unused_name(self, pattern: str) -> str:
        """Return the first free part name of a pattern such as `xl/charts/chart{}.xml`."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def result(self) -> bytes:
        """Return the package with all changes made; the very same bytes where there are none."""
        if not self._changed and not self._removed:
            return self.package.archive.data
        changed = {name: data for name, data in self._changed.items() if name not in self._removed}
        return self.package.archive.rewritten(changed, frozenset(self._removed))


def _relationships_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", name + ".rels")


def _without(content: bytes, part: str, attribute: str, values: set[str]) -> bytes:
    """Return a list of declarations without those whose attribute is one of `values`."""
    wanted = {value.casefold() for value in values}
    return apply(
        content,
        [
            Edit(child.start, child.end, b"")
            for child in locate(content, part).children
            if child.attributes.get(attribute, "").casefold() in wanted
        ],
    )
