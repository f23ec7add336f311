from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import atgardsplan

SOURCE = Path(atgardsplan.__file__).parent
# Who may be imported by whom; a part may always use its own modules.
BASE = {"workbook", "model", "template", "matching"}
ALLOWED: dict[str, set[str]] = {
    "language": {"data_files"},
    "workbook": set(),
    "matching": set(),
    "model": {"workbook"},
    "template": {"data_files"},
    "texts": {"data_files"},
    "data_files": set(),
    "settings": {"model"},
    "settings_file": {"settings"},
    "headings": BASE,
    "reader": BASE | {"headings"},
    "summary": BASE,
    "meaning": {"model", "language"},
    "rules": BASE
    | {"data_files", "summary", "language", "meaning", "reader", "headings", "settings"},
    "baseline": {"model", "settings"},
    "row_matching": {"matching"},
    "plan_diff": BASE | {"row_matching"},
    "validation": BASE | {"reader", "rules", "settings", "texts", "baseline"},
    "receipt": {"model", "settings", "rules", "validation", ""},
    "analysis_tab": BASE | {"reader", "summary", "headings"},
    "reports": BASE
    | {
        "validation",
        "settings",
        "texts",
        "rules",
        "language",
        "meaning",
        "plan_diff",
        "baseline",
        "",
    },
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def part_of(module: str) -> str:
    return module.removeprefix("atgardsplan").lstrip(".").partition(".")[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    part = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if part in ("cli", "__main__", "__init__"):
        return
    used = {part_of(name) for name in imports(path) if name.startswith("atgardsplan")}
    assert used - {part} <= ALLOWED[part]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_only_the_command_line_knows_the_terminal(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] != "cli":
        assert not {name.partition(".")[0] for name in imports(path)} & {"typer", "rich"}


def test_a_check_loads_no_heavy_library() -> None:
    heavy = ("pydantic", "openpyxl", "rich", "hypothesis")
    code = (
        "import sys; from atgardsplan.cli.app import run; "
        "run(['validate', sys.argv[1], '--format', 'concise']); "
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    plan = SOURCE.parent.parent / "fixtures" / "plan-2025.xlsx"
    if not plan.exists():
        plan = Path(__file__).parent.parent / "fixtures" / "plan-2025.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", code, str(plan)], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr.strip() == "[]"


def test_the_library_is_three_calls() -> None:
    plan = Path(__file__).parent.parent / "fixtures" / "plan-2025-utan-fel.xlsx"
    assert atgardsplan.validate([plan]).exit_status == 0
    assert callable(atgardsplan.read_plan)
    assert callable(atgardsplan.summarise)
