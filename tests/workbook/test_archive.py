from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgardsplan.workbook.archive import Archive
from atgardsplan.workbook.errors import WorkbookError

NAMES = st.text("abcåäö/.", min_size=1, max_size=12)
FILES = st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=6)


def zipped(
    files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), content, method)
        archive.comment = comment
    return stream.getvalue()


@given(FILES, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]), st.binary(max_size=20))
def test_an_archive_with_nothing_changed_is_the_same_bytes(
    files: dict[str, bytes], method: int, comment: bytes
) -> None:
    data = zipped(files, method, comment)
    assert Archive(data).rewritten({}) == data


@given(FILES, st.binary(max_size=300))
def test_changed_and_added_entries_are_read_back_by_the_standard_library(
    files: dict[str, bytes], content: bytes
) -> None:
    changed = {next(iter(files)): content, "added/ö.xml": content}
    result = Archive(zipped(files)).rewritten(changed)
    with zipfile.ZipFile(io.BytesIO(result)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {**files, **changed}


def test_an_unchanged_entry_keeps_its_raw_bytes_and_time() -> None:
    data = zipped({"a.xml": b"first" * 50, "b.xml": b"second" * 50})
    result = Archive(data).rewritten({"a.xml": b"other"})
    before, after = Archive(data).entries["b.xml"], Archive(result).entries["b.xml"]
    assert data[before.start : before.end] == result[after.start : after.end]
    assert zipfile.ZipFile(io.BytesIO(result)).getinfo("a.xml").date_time == (2024, 5, 6, 7, 8, 10)


def test_a_removed_entry_is_gone() -> None:
    result = Archive(zipped({"a": b"1", "b": b"2"})).rewritten({}, frozenset({"a"}))
    assert zipfile.ZipFile(io.BytesIO(result)).namelist() == ["b"]


def test_an_archive_written_as_a_stream_keeps_its_data_descriptors() -> None:
    stream = io.BytesIO()

    class Unseekable(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return stream.write(data)  # type: ignore[arg-type]

    with zipfile.ZipFile(Unseekable(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"one" * 100)
        archive.writestr("b", b"two" * 100)
    data = stream.getvalue()
    assert Archive(data).rewritten({}) == data
    result = Archive(data).rewritten({"a": b"new"})
    with zipfile.ZipFile(io.BytesIO(result)) as rewritten:
        assert (rewritten.read("a"), rewritten.read("b")) == (b"new", b"two" * 100)


def test_a_zip64_entry_is_read_and_moved() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a", "b"):
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as entry:
                entry.write(name.encode() * 100)
    result = Archive(stream.getvalue()).rewritten({"a": b"longer than before" * 100})
    with zipfile.ZipFile(io.BytesIO(result)) as rewritten:
        assert rewritten.read("b") == b"b" * 100


@pytest.mark.parametrize("cut", [1, 10, 30, 100, 200])
def test_a_truncated_archive_is_damaged(cut: int) -> None:
    with pytest.raises(WorkbookError, match="damaged"):
        Archive(zipped({"a": b"x" * 400, "b": b"y"})[:-cut])


def test_a_wrong_checksum_is_damaged() -> None:
    data = bytearray(zipped({"a": b"hello"}, zipfile.ZIP_STORED))
    data[data.index(b"hello")] ^= 1
    with pytest.raises(WorkbookError, match="damaged"):
        Archive(bytes(data)).read("a")


def test_names_that_differ_only_in_case_are_refused() -> None:
    with pytest.raises(WorkbookError, match="damaged"):
        Archive(zipped({"xl/a.xml": b"1", "xl/A.xml": b"2"}))


def test_more_than_a_part_may_hold_is_refused_while_inflating(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("atgardsplan.workbook.archive.MAX_PART_BYTES", 1000)
    with pytest.raises(WorkbookError, match="too-large"):
        Archive(zipped({"a": b"0" * 100_000})).read("a")


@given(FILES, st.data())
def test_the_beginning_and_the_end_of_an_archive_are_refused_as_damaged(
    files: dict[str, bytes], data: st.DataObject
) -> None:
    whole = zipped(files)
    cut = data.draw(st.integers(1, len(whole) - 1))
    for part in (whole[:cut], whole[-cut:]):
        with pytest.raises(WorkbookError, match="damaged"):
            Archive(part)


@pytest.mark.parametrize("size", range(30))
def test_signatures_with_nothing_behind_them_are_refused_as_damaged(size: int) -> None:
    for head in (b"", b"PK\3\4", b"PK\3\4ntTs"):
        with pytest.raises(WorkbookError, match="damaged"):
            Archive(head + b"PK\5\6" + b"\0" * (size % 18))
