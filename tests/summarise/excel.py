"""A plan with what Excel itself writes and Python's libraries don't: extensions, shared formulas, a
calculation chain, comments with their boxes, sensitivity labels."""

from __future__ import annotations

import io
import re
import zipfile

from atgardsplan.workbook.address import column_letters
from tests.plans import TITLES, to_bytes
from tests.summarise.shapes import HEADINGS, OWN, TAB, own_rows, stale_book

SHEET = "xl/worksheets/sheet8.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    f'<worksheet xmlns="{_MAIN}" xmlns:r="{_REL}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'mc:Ignorable="x14ac xr" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
    'xr:uid="{00000000-0001-0000-0700-000000000000}">'
)
PROTECTION = (
    '<sheetProtection algorithmName="SHA-512" hashValue="AAECAwQFBgcICQoLDA0ODw==" '
    'saltValue="AAECAwQFBgcICQoLDA0ODw==" spinCount="100000" sheet="1" objects="1" scenarios="1"/>'
)
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_EXTENSIONS = (
    f'<extLst><ext xmlns:x14="{_X14}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}">'
    "<x14:conditionalFormattings><x14:conditionalFormatting "
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:cfRule type="cellIs" priority="1" operator="greaterThan" '
    'id="{00000000-0000-0000-0000-000000000001}"><xm:f>$B$9</xm:f><x14:dxf/></x14:cfRule>'
    "<xm:sqref>B4:D8</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    f'<ext xmlns:x14="{_X14}" uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1>'
    f"<xm:f>{TAB}!$A$9:$A$12</xm:f></x14:formula1><xm:sqref>C15 C6</xm:sqref></x14:dataValidation>"
    "</x14:dataValidations></ext></extLst>"
)
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025">'
    '<x:ClientData ObjectType="Note"><x:Anchor>1, 15, 11, 2, 3, 15, 14, 4</x:Anchor>'
    "<x:Row>11</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>"
)
_COMMENTS = (
    f'<comments xmlns="{_MAIN}"><authors><author>x</author></authors><commentList>'
    '<comment ref="A12" authorId="0"><text><t>Av vem?</t></text></comment></commentList></comments>'
)
_LABEL = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
    'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="MSIP_Label_Enabled">'
    "<vt:lpwstr>true</vt:lpwstr></property></Properties>"
)
_OFFICE = "application/vnd.openxmlformats-officedocument"


def excel_plan() -> bytes:
    """Return a plan as Excel writes it, with an own area that has no row and no chart."""
    rows = own_rows()
    book = stale_book(rows=rows, titles=[*TITLES, OWN])
    book.worksheets[0]["H1"] = f"=SUM({TAB}!B4:B8)"
    book[TAB].print_area = "A1:G30"
    parts = parts_of(to_bytes(book))
    parts[SHEET] = _sheet().encode()
    parts["xl/calcChain.xml"] = _chain().encode()
    parts["xl/comments1.xml"] = _COMMENTS.encode()
    parts["xl/drawings/vmlDrawing1.vml"] = _VML.encode()
    parts["docProps/custom.xml"] = _LABEL.encode()
    parts["xl/worksheets/_rels/sheet8.xml.rels"] = _relations(
        ("rId1", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
        ("rId2", "comments", "../comments1.xml"),
    )
    _add(
        parts,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        _link("rId90", "calcChain", "calcChain.xml"),
    )
    _add(
        parts,
        "_rels/.rels",
        "</Relationships>",
        _link("rId91", "custom-properties", "docProps/custom.xml"),
    )
    _add(
        parts, "[Content_Types].xml", "</Types>",
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f'<Override PartName="/xl/calcChain.xml" ContentType="{_OFFICE}.spreadsheetml.calcChain+xml"/>'
        f'<Override PartName="/xl/comments1.xml" ContentType="{_OFFICE}.spreadsheetml.comments+xml"/>'
        f'<Override PartName="/docProps/custom.xml" ContentType="{_OFFICE}.custom-properties+xml"/>',
    )  # fmt: skip
    workbook = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = re.sub(
        r"<calcPr[^>]*/>", '<calcPr calcId="191029"/>', workbook
    ).encode()
    return packed(parts)


def prefixed(content: bytes) -> bytes:
    """Return a plan whose analysis sheet is written with a prefix on every element."""
    parts = parts_of(content)
    sheet = parts[SHEET].decode().replace(f'xmlns="{_MAIN}"', f'xmlns:x="{_MAIN}"')
    parts[SHEET] = re.sub(r"<(/?)(\w+)(?=[\s/>])", r"<\1x:\2", sheet).encode()
    return packed(parts)


def strict(content: bytes) -> bytes:
    """Return a plan in the strict format, ISO/IEC 29500-1."""
    return packed(
        {
            name: data.replace(
                _MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            ).replace(_REL.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            for name, data in parts_of(content).items()
        }
    )


def with_macros(content: bytes) -> bytes:
    """Return a plan as `.xlsm`, with a part of macros."""
    parts = parts_of(content)
    types = parts["[Content_Types].xml"].decode()
    types = types.replace(
        f"{_OFFICE}.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    parts["[Content_Types].xml"] = types.encode()
    parts["xl/vbaProject.bin"] = bytes(range(256)) * 8
    _add(
        parts, "[Content_Types].xml", "</Types>",
        '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
    )  # fmt: skip
    return packed(parts)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a workbook of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _add(parts: dict[str, bytes], part: str, before: str, text: str) -> None:
    parts[part] = parts[part].decode().replace(before, text + before).encode()


def _link(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{_REL}/{kind}" Target="{target}"/>'


def _relations(*links: tuple[str, str, str]) -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    inner = "".join(_link(*link) for link in links)
    return f'<Relationships xmlns="{namespace}">{inner}</Relationships>'.encode()


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _row(number: int, cells: str) -> str:
    return f'<row r="{number}" spans="1:6" x14ac:dyDescent="0.25">{cells}</row>'


def _sheet() -> str:
    rows = _row(1, _text("A1", "Sammanställning över prioriterade områden"))
    rows += _row(3, "".join(_text(f"{column_letters(n)}3", h) for n, h in enumerate(HEADINGS, 1)))
    for row, title in enumerate(TITLES, 4):
        master = row == 4
        number = (
            '<f t="shared" ref="B4:B8" si="0">LEN(A4)</f>' if master else '<f t="shared" si="0"/>'
        )
        double = '<f t="shared" ref="F4:F9" si="1">B4*2</f>' if master else '<f t="shared" si="1"/>'
        rows += _row(
            row,
            f'{_text(f"A{row}", title)}<c r="B{row}">{number}<v>9</v></c><c r="C{row}"><v>9</v></c>'
            f'<c r="D{row}"><v>9</v></c><c r="F{row}">{double}<v>18</v></c>',
        )
    rows += _row(
        9,
        f'{_text("A9", "Summa")}<c r="B9"><f>SUM(B4:B8)</f><v>45</v></c>'
        '<c r="F9"><f t="shared" si="1"/><v>90</v></c>',
    )
    rows += _row(12, _text("A12", "Kommentar till siffrorna"))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'{_ROOT}<dimension ref="A1:F12"/><sheetViews><sheetView workbookViewId="0"><selection '
        'activeCell="A12" sqref="A12"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" '
        f'x14ac:dyDescent="0.25"/><sheetData>{rows}</sheetData>{PROTECTION}<protectedRanges>'
        '<protectedRange sqref="B4:D8" name="Antal"/></protectedRanges><pageMargins left="0.7" '
        'right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><rowBreaks count="1" '
        'manualBreakCount="1"><brk id="20" max="16383" man="1"/></rowBreaks><ignoredErrors>'
        '<ignoredError sqref="B4:D8" numberStoredAsText="1"/></ignoredErrors>'
        f'<legacyDrawing r:id="rId1"/>{_EXTENSIONS}</worksheet>'
    )


def _chain() -> str:
    cells = [f"B{row}" for row in range(4, 10)] + [f"F{row}" for row in range(4, 10)]
    entries = '<c r="B4" i="8"/>' + "".join(f'<c r="{cell}"/>' for cell in cells[1:])
    return f'<calcChain xmlns="{_MAIN}"><c r="H1" i="1"/>{entries}</calcChain>'
