"""The template's look of the analysis tab: a tab made anew, and a chart for a tab without one."""

from collections.abc import Mapping

from atgardsplan.analysis_tab.known_rows import RowKind, kind_of
from atgardsplan.model import AnalysisTab, AreaKind, Plan
from atgardsplan.template import TemplateDefinition
from atgardsplan.workbook import xml
from atgardsplan.workbook.address import address, column_letters
from atgardsplan.workbook.drawing_xml import last_row_of
from atgardsplan.workbook.new_chart import Place, Series, add_chart
from atgardsplan.workbook.new_sheet import add_sheet, unused_tab_name
from atgardsplan.workbook.package_edit import DECLARATION, PackageEdit
from atgardsplan.workbook.splice import escape
from atgardsplan.workbook.style_edit import CellStyle, add_styles
from atgardsplan.workbook.values import Workbook

_BLUE = "00457C"
_COLOURS = (_BLUE, "6BAED6", "F2A900")
_ARIAL = '<sz val="{size}"/><color rgb="FF{colour}"/><name val="Arial"/><family val="2"/>'
_BLACK = _ARIAL.format(size=10, colour="000000")
_LINE = '<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>'
_BORDER = "".join(_LINE.format(side=side) for side in ("left", "right", "top", "bottom"))
_BORDER += "<diagonal/>"
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
_STYLES = {
    "title": CellStyle("<b/>" + _ARIAL.format(size=18, colour=_BLUE)),
    "header": CellStyle(
        "<b/>" + _ARIAL.format(size=10, colour="FFFFFF"),
        '<patternFill patternType="solid"><fgColor rgb="FF00457C"/><bgColor indexed="64"/>'
        "</patternFill>",
        _BORDER,
        _WRAPPED,
    ),
    "label": CellStyle(_BLACK, border=_BORDER, alignment=_WRAPPED),
    "number": CellStyle(
        _BLACK, border=_BORDER, number_format=1,
        alignment='<alignment horizontal="center" vertical="top" wrapText="1"/>',
    ),
}  # fmt: skip
_CHART_PIXELS = (760, 360)
_TITLE_ROW, _HEADER_ROW = 1, 3


def label_and_number_styles(edit: PackageEdit) -> list[int]:
    """Add the styles of a row's name and numbers and return them; nothing where none can be."""
    return add_styles(edit, (_STYLES["label"], _STYLES["number"]))


def add_analysis_tab(workbook: Workbook, plan: Plan, template: TemplateDefinition) -> bytes:
    """Return the workbook with an analysis tab, last, whose numbers are still missing."""
    edit = PackageEdit(workbook.package)
    analysis = template.analysis
    styles = add_styles(edit, tuple(_STYLES.values()))
    numbers = dict(zip(_STYLES, styles, strict=True)) if styles else {}
    name = unused_tab_name(analysis.tab, workbook.tab_names)
    add_sheet(edit, name, _sheet(_titles(plan, template), template, numbers, edit))
    return edit.result()


def _titles(plan: Plan, template: TemplateDefinition) -> list[str]:
    """Return the areas in the order of the template, own areas after them, the placeholder last."""
    order = [area.title for area in template.areas]
    kinds = list(AreaKind)
    areas = sorted(
        plan.areas,
        key=lambda a: (kinds.index(a.kind), order.index(a.title) if a.title in order else 0),
    )
    return list(dict.fromkeys(area.title for area in areas))


def _sheet(
    titles: list[str], template: TemplateDefinition, styles: Mapping[str, int], edit: PackageEdit
) -> bytes:
    analysis = template.analysis
    last_column = 1 + len(analysis.columns)
    headings = [analysis.area_heading, *(column.heading for column in analysis.columns)]

    def cell(row: int, column: int, style: str, text: str = "") -> str:
        number = f' s="{styles[style]}"' if styles else ""
        start = f'<c r="{address(row, column)}"{number}'
        if not text:
            return start + "/>"
        return f'{start} t="inlineStr"><is><t>{escape(text).decode()}</t></is></c>'

    def filled(row: int, texts: list[str], kinds: list[str], height: float = 0) -> str:
        cells = "".join(
            cell(row, column, kind, text)
            for column, (text, kind) in enumerate(zip(texts, kinds, strict=True), 1)
        )
        size = f' ht="{height}" customHeight="1"' if height else ""
        return f'<row r="{row}"{size}>{cells}</row>'

    blanks = [""] * (last_column - 1)
    rows = filled(_TITLE_ROW, [analysis.title, *blanks], ["title"] * last_column, 24)
    rows += filled(_HEADER_ROW, headings, ["header"] * last_column, 30)
    for row, title in enumerate(titles, _HEADER_ROW + 1):
        rows += filled(row, [title, *blanks], ["label", *["number"] * len(blanks)])
    last = address(_HEADER_ROW + len(titles), last_column)
    return (
        DECLARATION
        + (
            f'<worksheet xmlns="{xml.MAIN[edit.is_strict]}">'
            f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/>'
            '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
            '<sheetFormatPr defaultRowHeight="15"/><cols>'
            '<col min="1" max="1" width="44.7109375" customWidth="1"/>'
            f'<col min="2" max="{last_column}" width="16.7109375" customWidth="1"/></cols>'
            f"<sheetData>{rows}</sheetData>"
            f'<mergeCells count="1"><mergeCell ref="A1:{address(_TITLE_ROW, last_column)}"/>'
            '</mergeCells><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" '
            'header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" '
            'fitToHeight="0"/></worksheet>'
        ).encode()
    )


def add_analysis_chart(
    workbook: Workbook, plan: Plan, analysis: AnalysisTab, template: TemplateDefinition
) -> bytes:
    """Return the workbook with a chart below the analysis table; its caches are still empty."""
    edit = PackageEdit(workbook.package)
    tab = next(tab for tab in workbook.tabs if tab.name == analysis.sheet)
    shown = (RowKind.STANDARD, RowKind.OWN, RowKind.PLACEHOLDER)
    rows = [r.label.row for r in analysis.rows if kind_of(r, plan, template) in shown]
    if not rows:
        return edit.result()
    sheet = "'" + analysis.sheet.replace("'", "''") + "'"

    def reference(column: int, first: int, last: int) -> str:
        letters = column_letters(column)
        end = "" if first == last else f":${letters}${last}"
        return f"{sheet}!${letters}${first}{end}"

    first, last = min(rows), max(rows)
    series = [
        Series(
            name=reference(analysis.columns[column.key], *[analysis.header_row] * 2),
            categories=reference(analysis.columns["area"], first, last),
            values=reference(analysis.columns[column.key], first, last),
            colour=colour,
        )
        for column, colour in zip(template.analysis.columns, _COLOURS, strict=False)
        if column.key in analysis.columns
    ]
    below = max(tab.facts.bottom, last_row_of(workbook.package, tab.part)) + 3
    left = min(analysis.columns.values())
    place = Place(below, left, *_CHART_PIXELS)
    add_chart(edit, tab.part, template.analysis.chart_title, series, place)
    return edit.result()
