"""Coverage-guided fuzzing of the door to a workbook, by atheris: see README.md beside this file.

An input is either a whole file, or one byte that chooses a part of the seed-shaped plan and the
bytes to put in that part's place: so the XML readers are reached past the checks of the zip file.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports():
    from atgardsplan.reader import read_plan
    from atgardsplan.workbook.errors import WorkbookError
    from atgardsplan.workbook.values import open_workbook

FIXTURES = Path(__file__).parents[1] / "fixtures"
_MAGIC = b"PK"


def parts_of(file: Path) -> list[tuple[str, bytes]]:
    """Return the names and contents of a workbook's parts, in the order of the file."""
    with zipfile.ZipFile(file) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


PARTS = parts_of(FIXTURES / "plan-2025.xlsx")


def workbook_of(data: bytes) -> bytes:
    """Return the file that an input stands for."""
    if data.startswith(_MAGIC) or not data:
        return data
    chosen = data[0] % len(PARTS)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number, (name, content) in enumerate(PARTS):
            archive.writestr(name, data[1:] if number == chosen else content)
    return file.getvalue()


def one_input(data: bytes) -> None:
    """Read a workbook; anything but a refusal is a crash."""
    try:
        read_plan(open_workbook(workbook_of(data)), "plan.xlsx")
    except WorkbookError:
        return


def fill(folder: Path) -> None:
    """Put the fixtures, and each part of the plan as an input of its own, into a new corpus."""
    folder.mkdir(parents=True)
    for file in FIXTURES.glob("*.xlsx"):
        (folder / file.name).write_bytes(file.read_bytes())
    for number, (name, content) in enumerate(PARTS):
        (folder / f"{number:02}-{Path(name).name}").write_bytes(bytes([number]) + content)


if __name__ == "__main__":
    corpus = next((Path(word) for word in sys.argv[1:] if not word.startswith("-")), None)
    if corpus and not corpus.exists():
        fill(corpus)
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
