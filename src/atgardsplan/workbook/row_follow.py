"""What in an XML part follows a row that is put into a tab or taken away.

One walk does for all kinds of parts: an element's name says which of its attributes hold ranges of
its own tab, and which texts are formulas. Names: ECMA-376 part 1, 18.3 (sheets), 18.5 (tables), 18.7
(comments), 18.2 (workbook), 21.2 (charts); [MS-XLSX] 2.3 for the extension lists.
"""

from collections.abc import Iterator
from typing import NamedTuple

from atgardsplan.workbook.address import parse_range
from atgardsplan.workbook.errors import WorkbookError
from atgardsplan.workbook.formula_refs import moved
from atgardsplan.workbook.row_change import RowChange
from atgardsplan.workbook.splice import (
    Edit,
    Element,
    apply,
    escape,
    locate,
    text_edit,
    with_attribute,
)


class _Ranges(NamedTuple):
    """Where an element names cells of its own tab."""

    attributes: tuple[str, ...]
    grows: bool = True
    """Whether the range follows the table as a row comes at its end."""
    stays: bool = False
    """Whether the element stays as it is where nothing is left of the range."""


_OWN = {
    "dimension": _Ranges(("ref",), stays=True),
    "selection": _Ranges(("activeCell", "sqref"), grows=False, stays=True),
    "mergeCell": _Ranges(("ref",), grows=False),
    "hyperlink": _Ranges(("ref",), grows=False),
    "autoFilter": _Ranges(("ref",)),
    "sortState": _Ranges(("ref",)),
    "sortCondition": _Ranges(("ref",)),
    "conditionalFormatting": _Ranges(("sqref",)),
    "dataValidation": _Ranges(("sqref",)),
    "protectedRange": _Ranges(("sqref",)),
    "ignoredError": _Ranges(("sqref",)),
    "scenarios": _Ranges(("sqref",), stays=True),
    "inputCells": _Ranges(("r",), grows=False),
    "cellWatch": _Ranges(("r",), grows=False),
    "cellSmartTags": _Ranges(("r",), grows=False),
    "table": _Ranges(("ref",)),
    "comment": _Ranges(("ref",), grows=False),
    "threadedComment": _Ranges(("ref",), grows=False),
    "location": _Ranges(("ref",), grows=False),
    "singleXmlCell": _Ranges(("r",), grows=False),
}
_FORMULA_TEXTS = frozenset(
    ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula",
     "totalsRowFormula")
)  # fmt: skip
_FORMULA_ATTRIBUTES = {
    "hyperlink": ("location",),
    "sp": ("textlink",),
    "pic": ("textlink",),
    "formControlPr": ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"),
}
# What another program fills; Excel lets no row into these either, or would empty it again.
_FILLED_TABLES = ("queryTable", "xml")
# Formulas here are written as seen from the first cell of the ranges that they are for.
_WITH_RANGES = ("conditionalFormatting", "dataValidation")


def follow(content: bytes, part: str, change: RowChange, sheet: str, own: bool) -> bytes:
    """Return a part after a row was put into the tab `sheet` or taken away.

    Args:
        content: the part, without the row's own cells put in or taken out.
        part: its name.
        change: the row.
        sheet: the tab's name.
        own: whether the part belongs to that tab, so that cells named without a tab are the tab's.

    Raises:
        WorkbookError: `array-formula` or `row-blocked` where something can't follow.
    """
    return apply(content, edits(content, locate(content, part), change, sheet, own))


def edits(
    content: bytes, document: Element, change: RowChange, sheet: str, own: bool
) -> list[Edit]:
    """Return the edits that `follow` makes in the located part."""
    walk = _Walk(content, change, sheet, own)
    walk.visit(document)
    walk.remove()
    return walk.edits


def formula_texts(content: bytes, part: str) -> Iterator[str]:
    """Yield the formulas that stand as texts in a part."""
    document = locate(content, part)
    for name in sorted(_FORMULA_TEXTS):
        for element in document.all(name):
            if element.text and not element.children:
                yield element.text


class _Walk:
    def __init__(self, content: bytes, change: RowChange, sheet: str, own: bool) -> None:
        self.content = content
        self.change = change
        self.sheet = sheet
        self.own = own
        self.edits: list[Edit] = []
        self._removed: list[Element] = []

    def visit(self, element: Element, anchor: int | None = None) -> None:
        """Gather the edits of an element and all that it holds.

        Args:
            element: where to begin.
            anchor: how far the first cell moves that formulas in here are seen from; None where
                they are seen from their own cell.
        """
        local = element.local
        if self.own and local in _OWN and not self._move_ranges(element, _OWN[local]):
            return
        if self.own and local in _WITH_RANGES:
            anchor = self._anchor(element)
        if local == "definedName":
            # What no `$` holds in a name is counted from the cell that uses the name.
            anchor = 0
        if local in _FORMULA_TEXTS and element.text and not element.children:
            self._move_formula(element, anchor)
        elif self.own and local == "sqref" and element.text:
            self._move_extension_range(element)
        elif local == "worksheetSource" and self._names_sheet(element.attributes.get("sheet")):
            self._set(element, {"ref": self._reference(element.attributes.get("ref", ""))})
        elif local == "cfvo" and element.attributes.get("type") == "formula":
            self._set(element, {"val": self._formula(element.attributes.get("val", ""), anchor)})
        if local in _FORMULA_ATTRIBUTES and not (self.own and local == "hyperlink"):
            self._move_formula_attributes(element)
        if self.own:
            self._move_own_rows(element)
        for child in element.children:
            self.visit(child, anchor)

    def remove(self) -> None:
        """Gather the edits that take away what no cell is left for, and lists left empty by that."""
        removed = self._removed
        for element in removed:
            parent = element.parent
            if parent is None or parent.parent is None:
                continue
            alike = [child for child in parent.children if child.local == element.local]
            if all(child in removed for child in alike) and parent not in removed:
                removed.append(parent)
        for element in removed:
            if element.parent not in removed:
                self.edits = [
                    edit
                    for edit in self.edits
                    if not element.start <= edit.start <= edit.end <= element.end
                ]
                self.edits.append(Edit(element.start, element.end, b""))
        parents = {id(e.parent): e.parent for e in removed if e.parent not in removed}
        for parent in parents.values():
            if parent is not None and "count" in parent.attributes:
                left = sum(child not in removed for child in parent.children)
                self._set(parent, {"count": str(left)})

    def _names_sheet(self, name: str | None) -> bool:
        return name is not None and name.casefold() == self.sheet.casefold()

    def _set(self, element: Element, values: dict[str, str | None]) -> None:
        tag = self.content[element.start : element.tag_end]
        for name, value in values.items():
            if value is not None and value != element.attributes.get(name):
                tag = with_attribute(tag, name.encode(), escape(value))
        if tag != self.content[element.start : element.tag_end]:
            self.edits.append(Edit(element.start, element.tag_end, tag))

    def _reference(self, text: str) -> str | None:
        return self.change.reference(text)

    def _move_ranges(self, element: Element, ranges: _Ranges) -> bool:
        """Move the ranges that an element names; tell whether anything is left of it."""
        new: dict[str, str | None] = {}
        self._refuse_filled(element)
        for name in ranges.attributes:
            old = element.attributes.get(name)
            if old is not None:
                new[name] = self.change.references(old, ranges.grows)
                if new[name] is None and not ranges.stays:
                    self._removed.append(element)
                    return False
        if element.local == "hyperlink" and "location" in element.attributes:
            new["location"] = self._formula(element.attributes["location"], None)
        if element.local == "dimension" and self.change.added:
            new["ref"] = self._wider_dimension(new.get("ref") or "")
        self._set(element, new)
        return True

    def _refuse_filled(self, element: Element) -> None:
        """Refuse a row that would make a pivot table, or a table from elsewhere, longer or shorter."""
        kind = element.attributes.get("tableType")
        if element.local != "location" and kind not in _FILLED_TABLES:
            return
        text = element.attributes.get("ref", "")
        try:
            area = parse_range(text)
        except ValueError:
            return
        new = self.change.range(area, _OWN[element.local].grows)
        if new is None or new.bottom - new.top != area.bottom - area.top:
            raise WorkbookError("row-blocked", cells=text)

    def _wider_dimension(self, text: str) -> str:
        try:
            area = parse_range(text)
        except ValueError:
            return text
        return area._replace(bottom=max(area.bottom, self.change.at)).text

    def _anchor(self, element: Element) -> int:
        """Return how far the first cell of the ranges that an element is for moves."""
        below = element.child("sqref")
        text = element.attributes.get("sqref") or (below.text if below else "")
        try:
            area = parse_range(text.split()[0])
        except (ValueError, IndexError):
            return 0
        new = self.change.range(area)
        return new.top - area.top if new else 0

    def _formula(self, text: str, anchor: int | None) -> str:
        relative = None if anchor is None else anchor.__add__
        return moved(text, self.change, self.sheet, self.own, relative)

    def _move_formula(self, element: Element, anchor: int | None) -> None:
        new = self._formula(element.text, anchor)
        if new != element.text:
            self.edits.append(text_edit(element, new))

    def _move_formula_attributes(self, element: Element) -> None:
        new: dict[str, str | None] = {}
        for name in _FORMULA_ATTRIBUTES[element.local]:
            old = element.attributes.get(name)
            if old:
                new[name] = self._formula(old, None)
        self._set(element, new)

    def _move_extension_range(self, element: Element) -> None:
        new = self.change.references(element.text)
        if new is None and element.parent is not None:
            self._removed.append(element.parent)
        elif new is not None and new != element.text:
            self.edits.append(text_edit(element, new))

    def _move_own_rows(self, element: Element) -> None:
        local, attributes = element.local, element.attributes
        if local == "row" and "r" in attributes:
            row = self.change.row(int(attributes["r"]))
            self._set(element, {"r": None if row is None else str(row)})
        elif local == "c" and "r" in attributes:
            self._set(element, {"r": self.change.reference(attributes["r"], grows=False)})
        elif local == "f" and "ref" in attributes:
            self._move_array(element)
        elif local == "brk" and element.parent and element.parent.local == "rowBreaks":
            self._move_break(element)

    def _move_array(self, element: Element) -> None:
        """Move the range of an array formula; a row can't be put into it, nor taken out of it."""
        text = element.attributes["ref"]
        try:
            area = parse_range(text)
        except ValueError:
            return
        first = area.top + 1 if self.change.added else area.top
        if first <= self.change.at <= area.bottom and area.top != area.bottom:
            raise WorkbookError("array-formula", cell=text.partition(":")[0])
        formula = {name: element.attributes.get(name) for name in ("ref", "r1", "r2")}
        self._set(
            element,
            {
                name: self.change.reference(old, grows=False)
                for name, old in formula.items()
                if old is not None
            },
        )

    def _move_break(self, element: Element) -> None:
        """Move a page break, which comes below row `id`; two in one place become one."""
        below = int(element.attributes.get("id", "0"))
        change = self.change
        new = below + (below >= change.at) if change.added else below - (below >= change.at)
        siblings = element.parent.children if element.parent else []
        if new < below and any(int(s.attributes.get("id", "0")) == new for s in siblings):
            self._removed.append(element)
        else:
            self._set(element, {"id": str(new)})
