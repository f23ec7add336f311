"""What all tests share: where the example plans are, the command line, LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


Command = Callable[..., Outcome]


CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Programs that some tests need, by the tests' mark: any of several names, and how to get it.
_PROGRAMS = {
    "libreoffice": (("soffice",), "LibreOffice is missing: apt-get install libreoffice-calc"),
    "browser": (CHROMIUM, "Chromium is missing: apt-get install chromium"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say what is missing where a program is; in CI, which installs them, that is a failure."""
    if os.environ.get("CI"):
        return
    for mark, (names, reason) in _PROGRAMS.items():
        if any(map(shutil.which, names)):
            continue
        missing = pytest.mark.skip(reason=reason)
        for item in items:
            if item.get_closest_marker(mark):
                item.add_marker(missing)


@pytest.fixture
def fixtures() -> Path:
    """The folder of example plans."""
    return FIXTURES


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run the real command line in an empty folder."""

    def run(*arguments: object, cwd: Path = tmp_path, **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "atgardsplan", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def convert_all(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Sequence[Path], str], list[Path]]:
    """Convert workbooks with LibreOffice, recalculating every formula; return the new files."""
    home = tmp_path_factory.mktemp("libreoffice")
    profile = home / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    # 0 = always recalculate on load, for files that Excel saved and for others.
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
        '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>'
        "</oor:items>",
        encoding="utf-8",
    )

    def run(sources: Sequence[Path], kind: str) -> list[Path]:
        folder = Path(tmp_path_factory.mktemp("converted"))
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}",
             "--convert-to", kind, "--outdir", str(folder), *map(str, sources)],
            check=True, capture_output=True, timeout=60 + 20 * len(sources),
        )  # fmt: skip
        return [folder / f"{source.stem}.{kind.partition(':')[0]}" for source in sources]

    return run


@pytest.fixture(scope="session")
def convert(
    convert_all: Callable[[Sequence[Path], str], list[Path]],
) -> Callable[[Path, str], Path]:
    """Convert one workbook as `convert_all` does many."""
    return lambda source, kind: convert_all([source], kind)[0]
