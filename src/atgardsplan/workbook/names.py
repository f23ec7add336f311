"""Defined names: what a workbook's names stand for. ECMA-376 part 1, 18.2.5."""

from atgardsplan.workbook.package import Package
from atgardsplan.workbook.splice import locate


def defined_names(package: Package) -> dict[str, str]:
    """Return the formula of each name of the workbook, by the name in lower case.

    A tab's own name stands with the workbook's where there is only one of that name.
    """
    part = package.workbook_part
    content = package.read(part)
    if b"definedName" not in content:
        return {}
    found: dict[str, str] = {}
    for element in locate(content, part).all("definedName"):
        name = element.attributes.get("name", "").casefold()
        if name not in found or "localSheetId" not in element.attributes:
            found[name] = element.text
    return found
