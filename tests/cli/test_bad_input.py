from __future__ import annotations

import io
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from atgardsplan.cli.validate import FORMATS
from tests.conftest import FIXTURES, Command

PLAN = (FIXTURES / "plan-2025.xlsx").read_bytes()


def zip_of(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def package_of(content_type: str) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.bin" ContentType="{content_type}"/></Types>'
    )
    relationships = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>'
    )
    return zip_of(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": relationships.encode(),
            "xl/workbook.bin": b"",
        }
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
BAD = {
    "empty-file": b"",
    "text-file": "Problem;Orsak;Åtgärd\n".encode(),
    "html-file": b"\n<!DOCTYPE html><html><body>Logga in</body></html>",
    "damaged": PLAN[: len(PLAN) // 2],
    "encrypted": OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0",
    "old-excel": OLE + "Workbook".encode("utf-16-le") + b"\0\0",
    "opendocument": zip_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
    "binary-excel": package_of("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
    "excel-template": package_of(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
    ),
    "not-a-workbook": zip_of({"a.txt": b"hello"}),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("subcommand", ["validate", "show", "summarise"])
def test_a_file_that_is_no_workbook_gets_one_clear_line(
    kind: str, subcommand: str, command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(BAD[kind])
    outcome = command(subcommand, path)
    assert (outcome.status, outcome.out) == (2, "")
    [line] = outcome.err.splitlines()
    assert line.startswith(f"Fel: {path.as_posix()}: ")
    assert path.read_bytes() == BAD[kind]


@pytest.mark.parametrize("kind", BAD)
def test_the_kind_of_error_is_stable_in_json(kind: str, command: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(BAD[kind])
    assert f'"kind": "{kind}"' in command("validate", "--format", "json", "plan.xlsx").out


@pytest.mark.parametrize("subcommand", ["validate", "show", "summarise"])
def test_a_folder_without_plans_is_said(subcommand: str, command: Command, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    outcome = command(subcommand, "tom")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == (
        "Fel: Inga åtgärdsplaner (.xlsx eller .xlsm) hittades i tom. Kontrollera sökvägen.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--fail-on", "warnings"), "Värdet «warnings» går inte att använda för --fail-on. Menade du warning? Välj bland: error, warning, info, never."),
        (("--year", "i år"), "Värdet «i år» går inte att använda för --year: ange ett tal mellan 2000 och 2100."),
        (("--format", "pdf"), "Värdet «pdf» går inte att använda för --format."),
        (("--select", "C1,Q"), "Ingen regel börjar med «Q»."),
        (("--template", "malmö"), "Mallen «malmö» finns inte. Ange en fil eller något av: stockholm-2025."),
        (("--stages", "plan"), "Det finns inget val som heter --stages. Menade du --stage,"),
        (("--stage",), "--stage behöver ett värde."),
    ],
)  # fmt: skip
def test_wrong_usage_gets_one_sentence(
    arguments: tuple[str, ...], message: str, command: Command
) -> None:
    outcome = command("validate", FIXTURES / "plan-2025.xlsx", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.splitlines()[0].startswith(f"Fel: {message}")


def test_an_unknown_command_is_said(command: Command) -> None:
    outcome = command("validera")
    assert outcome.status == 2
    assert outcome.err.startswith(
        "Fel: Det finns inget kommando som heter validera. Menade du validate?"
    )


def test_an_output_file_that_cannot_be_written_is_said(command: Command) -> None:
    outcome = command("validate", FIXTURES / "plan-2025.xlsx", "--output-file", "saknas/ut.txt")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("Fel: Filen saknas/ut.txt kan inte skrivas.")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("format", FORMATS)
def test_a_file_name_that_is_no_text_is_written_out(
    format: str, command: Command, tmp_path: Path
) -> None:
    shutil.copy(FIXTURES / "plan-2025.xlsx", tmp_path / os.fsdecode(b"plan\xff.xlsx"))
    arguments = ("validate", tmp_path, "--format", format, "--select", "C104")
    outcome = command(*arguments, "--receipt", "kvitto.json")
    assert outcome.status == 1
    assert "udcff" in outcome.out
    assert command("validate", tmp_path, "--verify-receipt", "kvitto.json").status == 0
