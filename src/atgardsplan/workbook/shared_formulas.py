"""Shared formulas written out: each member gets the formula that it stands for.

A shared formula (ECMA-376 part 1, 18.3.1.40) is written in one cell, its master; the others refer to
it by a number. Before a master is overwritten, or before rows move so that the members would no longer
be alike, the members get formulas of their own, which mean the same.
"""

from atgardsplan.workbook.formula_refs import translated
from atgardsplan.workbook.sheet import Place
from atgardsplan.workbook.splice import Edit, Element, escape, written_name


def shared_groups(cells: dict[Place, Element]) -> dict[str, dict[Place, Element]]:
    """Return the `f` elements of each shared formula, by its number and their cells."""
    groups: dict[str, dict[Place, Element]] = {}
    for place, cell in cells.items():
        formula = cell.child("f")
        if formula is not None and formula.attributes.get("t") == "shared":
            groups.setdefault(formula.attributes.get("si", ""), {})[place] = formula
    return groups


def formula_texts(cells: dict[Place, Element]) -> dict[Place, str]:
    """Return the formula of each cell that has one, also where it is shared with another cell."""
    found: dict[Place, str] = {}
    for place, cell in cells.items():
        formula = cell.child("f")
        if formula is not None and formula.text:
            found[place] = formula.text
    for group in shared_groups(cells).values():
        master = _master(group)
        if master is not None:
            found |= {place: _of_member(group, master, place) for place in group}
    return found


def _master(group: dict[Place, Element]) -> Place | None:
    return next((place for place, formula in group.items() if formula.text), None)


def _of_member(group: dict[Place, Element], master: Place, place: Place) -> str:
    return translated(group[master].text, place[0] - master[0], place[1] - master[1])


def written_out(content: bytes, group: dict[Place, Element], keep: set[Place]) -> list[Edit]:
    """Return the edits that give each member of a group its own formula.

    Args:
        content: the sheet part.
        group: the `f` elements of one shared formula.
        keep: cells to leave out, since they are about to be overwritten.
    """
    master = _master(group)
    if master is None:
        return []
    edits: list[Edit] = []
    for place, formula in group.items():
        if place not in keep:
            text = _of_member(group, master, place)
            name = written_name(content[formula.start : formula.tag_end])
            new = b"<" + name + b">" + escape(text) + b"</" + name + b">"
            edits.append(Edit(formula.start, formula.end, new))
    return edits
