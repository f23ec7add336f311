"""Data files are kept in a form that loads fast, and never a stale one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from atgardsplan.data_files import prepared, tables


@pytest.fixture(autouse=True)
def _may_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "words.toml"
    path.write_text('words = "ett, två"\n', "utf-8")
    return path


def stored(source: Path) -> Path:
    return source.parent / "__pycache__" / "words.toml.prepared"


def test_reads_the_stored_form_while_the_file_is_the_same(source: Path) -> None:
    calls: list[object] = []

    def prepare(content: dict[str, str]) -> list[str]:
        calls.append(content)
        return content["words"].split(", ")

    assert prepared(__file__, (source,), prepare) == ["ett", "två"]
    assert prepared(__file__, (source,), prepare) == ["ett", "två"]
    assert len(calls) == 1


def test_a_file_that_looks_the_same_is_not_even_read(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables(source)
    read: list[Path] = []
    whole = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    assert tables(source) == {"words": "ett, två"}
    assert read == [stored(source)]


def test_a_file_that_was_only_touched_is_not_prepared_again(source: Path) -> None:
    calls: list[object] = []

    def prepare(content: dict[str, str]) -> int:
        calls.append(content)
        return len(content)

    prepared(__file__, (source,), prepare)
    for _ in range(2):
        os.utime(source, ns=(1, 1))
        assert prepared(__file__, (source,), prepare) == 1
    assert len(calls) == 1


def test_a_file_with_other_content_of_the_same_size_is_read_again(source: Path) -> None:
    tables(source)
    source.write_text('words = "två, ett"\n', "utf-8")
    os.utime(source, ns=(1, 1))
    assert tables(source) == {"words": "två, ett"}


def test_a_changed_file_is_read_again(source: Path) -> None:
    assert tables(source) == {"words": "ett, två"}
    source.write_text('words = "tre"\n', "utf-8")
    assert tables(source) == {"words": "tre"}


@pytest.mark.parametrize("changed", [0, 1])
def test_what_is_prepared_is_made_again_when_any_of_its_code_changes(
    changed: int, source: Path, tmp_path: Path
) -> None:
    code = [tmp_path / "lists.py", tmp_path / "words.py"]
    for file in code:
        file.write_text("before", "utf-8")
    made = iter(["first", "second"])

    def prepare(content: dict[str, str]) -> str:
        return next(made)

    names = (str(code[0]), str(code[1]))
    assert prepared(names, (source,), prepare) == "first"
    assert prepared(names, (source,), prepare) == "first"
    code[changed].write_text("afterwards", "utf-8")
    assert prepared(names, (source,), prepare) == "second"


@pytest.mark.parametrize("content", [b"", b"abc", b"\x00" * 50])
def test_a_damaged_stored_form_is_made_again(source: Path, content: bytes) -> None:
    tables(source)
    whole = stored(source).read_bytes()
    for damaged in (content, whole[:4] + content, whole[:8] + content):
        stored(source).write_bytes(damaged)
        assert tables(source) == {"words": "ett, två"}
        assert stored(source).read_bytes() == whole


def test_where_nothing_can_be_stored_all_is_the_same(source: Path) -> None:
    stored(source).parent.write_text("a file where the folder should be", "utf-8")
    assert tables(source) == {"words": "ett, två"}
    assert sorted(path.name for path in source.parent.iterdir()) == ["__pycache__", "words.toml"]


def test_stores_nothing_where_python_is_told_not_to(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert tables(source) == {"words": "ett, två"}
    assert not stored(source).exists()


def test_the_stored_form_is_what_was_prepared_with_equal_texts_once(source: Path) -> None:
    def prepare(content: dict[str, str]) -> dict[str, object]:
        word = content["words"]
        again = ["".join(word) for _ in range(50)]
        return {word: again, "set": {word}, "kept": frozenset([word]), "pair": (word, 1.5, None)}

    made = prepared(__file__, (source,), prepare)
    read = prepared(__file__, (source,), prepare)
    assert read == made == prepare({"words": "ett, två"})
    assert [type(value) for value in read.values()] == [list, set, frozenset, tuple]
    assert stored(source).read_bytes().count("ett, två".encode()) == 1
