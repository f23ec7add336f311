"""Checking a plan opens no connection, starts no program and writes no file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.hostile.books import BOOKS

_WATCHED = """
import os, sys
told = []
def hook(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork",
                         "urllib.", "http.", "ftplib.", "webbrowser.", "ctypes.")):
        told.append(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        told.append(f"open {arguments[0]} {arguments[1]}")
    if event in ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink"):
        told.append(event)
sys.addaudithook(hook)
from atgardsplan.cli.app import run
status = run(sys.argv[1:])
print(told, file=sys.stderr)
sys.exit(status)
"""


def test_validating_workbooks_that_reach_out_touches_nothing(tmp_path: Path) -> None:
    names = ("formulas_that_reach_out", "texts_outside", "tab_in_the_file_system", "macro_workbook",
             "names_that_climb", "parts_under_other_names", "doctype_in_links")  # fmt: skip
    for name in names:
        (tmp_path / f"{name}.xlsx").write_bytes(BOOKS[name]().content)
    before = sorted(tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-B", "-c", _WATCHED, "validate", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == "[]"
    assert sorted(tmp_path.iterdir()) == before
