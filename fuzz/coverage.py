"""Coverage-guided fuzzing of the door to a workbook, by atheris: see README.md beside this file."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports():
    from atgardsplan.reader import read_plan
    from atgardsplan.workbook.errors import WorkbookError
    from atgardsplan.workbook.values import open_workbook


def one_input(data: bytes) -> None:
    """Read a workbook; anything but a refusal is a crash."""
    try:
        read_plan(open_workbook(data), "plan.xlsx")
    except WorkbookError:
        return


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
