"""LibreOffice computes the numbers that are stored, and plans that it has saved are refreshed too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from atgardsplan.analysis_tab import refresh
from tests.summarise.shapes import SHAPES, Shape
from tests.summarise.test_shapes import by_calamine, made

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]
ConvertAll = Callable[[Sequence[Path], str], list[Path]]


@pytest.fixture(scope="module")
def recalculated(
    convert_all: ConvertAll, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, bytes]:
    """What LibreOffice makes of each refreshed shape, all formulas computed anew."""
    folder = tmp_path_factory.mktemp("refreshed")
    return _converted(convert_all, folder, {name: made(name)[1].content for name in SHAPES})


@pytest.fixture(scope="module")
def saved_by_libreoffice(
    convert_all: ConvertAll, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, bytes]:
    """The stale shapes as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("stale")
    return _converted(convert_all, folder, {name: SHAPES[name]().content for name in SHAPES})


def _converted(
    convert_all: ConvertAll, folder: Path, contents: Mapping[str, bytes]
) -> dict[str, bytes]:
    for name, content in contents.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    files = convert_all([folder / f"{name}.xlsx" for name in contents], "xlsx")
    return {file.stem: file.read_bytes() for file in files}


def test_libreoffice_computes_the_stored_numbers(recalculated: Mapping[str, bytes]) -> None:
    computed = {name: by_calamine(made(name)[0], content) for name, content in recalculated.items()}
    assert computed == {name: made(name)[0].expected for name in SHAPES}


def test_plans_saved_by_libreoffice_are_refreshed(
    saved_by_libreoffice: Mapping[str, bytes], convert_all: ConvertAll, tmp_path: Path
) -> None:
    shapes: dict[str, Shape] = {name: SHAPES[name]() for name in SHAPES}
    refreshed = {name: refresh(content).content for name, content in saved_by_libreoffice.items()}
    wanted = {name: shape.expected for name, shape in shapes.items()}
    assert {name: by_calamine(shapes[name], c) for name, c in refreshed.items()} == wanted
    assert {
        name for name, content in refreshed.items() if refresh(content).content != content
    } == set()
    again = _converted(convert_all, tmp_path, refreshed)
    assert {name: by_calamine(shapes[name], c) for name, c in again.items()} == wanted
