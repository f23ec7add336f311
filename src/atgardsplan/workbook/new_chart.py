"""A new column chart on a tab: chart part, drawing, relationships.

Elements: ECMA-376 part 1, 21.2 (charts) and 20.5 (drawings).
"""

import posixpath
from typing import NamedTuple

from atgardsplan.workbook import xml
from atgardsplan.workbook.chart_xml import CHART_TYPE
from atgardsplan.workbook.package_edit import DECLARATION, PackageEdit
from atgardsplan.workbook.splice import Element, apply, escape, inside, locate, prefix_of

_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_EMU_PER_PIXEL = 9525
# What may stand behind `drawing` in a sheet part (18.3.1.99), in order.
_BEHIND_DRAWING = (
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


class Series(NamedTuple):
    """One row of columns, by references such as `'Analys'!$B$4:$B$9`."""

    name: str
    categories: str
    values: str
    colour: str
    """Red, green and blue in hexadecimal."""


class Place(NamedTuple):
    """Where the chart sits: its upper left cell, counted from 1, and its size in pixels."""

    row: int
    column: int
    width: int
    height: int


def add_chart(
    edit: PackageEdit, sheet_part: str, title: str, series: list[Series], place: Place
) -> str:
    """Add a chart to a tab and return its part's name; its caches are empty."""
    folder = posixpath.dirname(posixpath.dirname(sheet_part))
    chart = edit.unused_name(posixpath.join(folder, "charts/chart{}.xml"))
    edit.add_part(chart, _strict_or_not(edit, _chart(title, series)), CHART_TYPE)
    drawing = next(iter(edit.package.related(sheet_part, "drawing")), None)
    if drawing is None:
        drawing = edit.unused_name(posixpath.join(folder, "drawings/drawing{}.xml"))
        edit.add_part(drawing, _strict_or_not(edit, _EMPTY_DRAWING), _DRAWING_TYPE)
        link = edit.relate(sheet_part, "drawing", drawing)
        _declare_drawing(edit, sheet_part, link)
    content = edit.read(drawing)
    document = locate(content, drawing)
    number = 1 + max(
        (int(named.attributes.get("id", "0")) for named in document.all("cNvPr")), default=1
    )
    link = edit.relate(drawing, "chart", chart)
    new = _strict_or_not(edit, _anchor(place, number, title, link))
    edit.write(drawing, apply(content, [inside(content, document, new)]))
    return chart


def _strict_or_not(edit: PackageEdit, text: str) -> bytes:
    if edit.is_strict:
        for transitional, strict in zip(*xml.DRAWING_FAMILIES, strict=True):
            text = text.replace(transitional, strict)
    return text.encode("utf-8")


def _declare_drawing(edit: PackageEdit, sheet_part: str, link: str) -> None:
    content = edit.read(sheet_part)
    document = locate(content, sheet_part)
    namespace = edit.relationship_namespace.encode()
    new = b'<%bdrawing xmlns:r="%b" r:id="%b"/>' % (
        prefix_of(content, document), namespace, link.encode(),
    )  # fmt: skip
    edit.write(sheet_part, apply(content, [inside(content, document, new, _behind(document))]))


def _behind(document: Element) -> Element | None:
    return next((child for child in document.children if child.local in _BEHIND_DRAWING), None)


_EMPTY_DRAWING = DECLARATION.decode() + (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"></xdr:wsDr>'
)


def _anchor(place: Place, number: int, title: str, link: str) -> str:
    """Return the anchor of a chart; it moves with its cells and keeps its size."""
    namespaces = (
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    text = escape(title).decode()
    return (
        f"<xdr:oneCellAnchor {namespaces}>"
        f"<xdr:from><xdr:col>{place.column - 1}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{place.row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{place.width * _EMU_PER_PIXEL}" cy="{place.height * _EMU_PER_PIXEL}"/>'
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{number}" name="{text}" descr="{text}"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}"><c:chart xmlns:c="{uri}" '
        f'xmlns:r="{relations}" r:id="{link}"/></a:graphicData></a:graphic></xdr:graphicFrame>'
        "<xdr:clientData/></xdr:oneCellAnchor>"
    )


def _chart(title: str, series: list[Series]) -> str:
    columns = "".join(_series(number, one) for number, one in enumerate(series))
    return DECLARATION.decode() + (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>'
        '<a:p><a:pPr><a:defRPr sz="1400" b="1"/></a:pPr><a:r><a:rPr lang="sv-SE" sz="1400" b="1"/>'
        f"<a:t>{escape(title).decode()}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{columns}<c:gapWidth val="80"/><c:axId val="{_AXES[0]}"/><c:axId val="{_AXES[1]}"/>'
        "</c:barChart>"
        f'<c:catAx><c:axId val="{_AXES[0]}"/>{_SCALING}<c:axPos val="b"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_AXES[1]}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_AXES[1]}"/>{_SCALING}<c:axPos val="l"/><c:majorGridlines>'
        '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
        '</c:majorGridlines><c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_AXES[0]}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx></c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


_AXES = (50010001, 50010002)
_SCALING = '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'


def _series(number: int, one: Series) -> str:
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx>{_reference('str', one.name)}</c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{one.colour}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f"<c:cat>{_reference('str', one.categories)}</c:cat>"
        f"<c:val>{_reference('num', one.values)}</c:val></c:ser>"
    )


def _reference(kind: str, formula: str) -> str:
    lead = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    return (
        f"<c:{kind}Ref><c:f>{escape(formula).decode()}</c:f>"
        f'<c:{kind}Cache>{lead}<c:ptCount val="0"/></c:{kind}Cache></c:{kind}Ref>'
    )
