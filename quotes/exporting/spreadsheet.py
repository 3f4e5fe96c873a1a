"""Write flat tables for a newsroom: CSV, and XLSX with links."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from quotes.dataset.release import Release
from quotes.errors import ReleaseError
from quotes.exporting.allowed import xml_text
from quotes.exporting.quote_rows import COLUMNS, Cell, quote_rows
from quotes.records import Detection

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell must not begin with, as spreadsheets run it: OWASP's list for CSV injection."""
# By Microsoft's "Excel specifications and limits"; XlsxWriter leaves out what breaks them, without an error.
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_MOST_LINKS = 65_530
_LONGEST_LINK = 2_079
_LINE_END = re.compile("\r\n?")
"""XlsxWriter writes a carriage return as the letters _x000D_, and openpyxl, and so pandas, reads these."""
_WIDTHS = {"speaker": 24, "role": 32, "words": 60, "source": 18, "date": 11, "url": 30, "link": 30, "headline": 40}
"""In characters; what a newsroom reads is seen without dragging."""


def write_csv(release: Release, detections: Iterable[Detection], file: BinaryIO) -> None:
    """Write a row a quotation, in UTF-8 with the mark by which Excel knows it.

    A cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        for row in quote_rows(detections):
            rows.writerow([_guarded(row[name]) for name in COLUMNS])
    finally:
        text.flush()
        text.detach()


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write_xlsx(release: Release, detections: Iterable[Detection], file: BinaryIO) -> None:
    """Write one sheet with a row a quotation: text is text, never a formula; addresses are links.

    Raises a ReleaseError where there are more quotations than rows in a sheet. A text of more characters than a cell
    takes is cut, and ends with "…".
    """
    from xlsxwriter import Workbook

    with Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("quotations")
        wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
        for number, name in enumerate(COLUMNS):
            sheet.set_column(number, number, _WIDTHS.get(name, 14), wrapped)
            sheet.write_string(0, number, name, bold)
        sheet.freeze_panes(1, 1)
        links = last = 0
        for last, row in enumerate(quote_rows(detections), 1):
            if last >= _MOST_ROWS:
                raise ReleaseError(f"more quotations than a sheet has rows ({_MOST_ROWS:,}); csv takes any number")
            for number, name in enumerate(COLUMNS):
                cell = row[name]
                if isinstance(cell, int | float):
                    sheet.write_number(last, number, cell)
                elif cell and name in ("url", "link") and links < _MOST_LINKS and _is_link(cell):
                    links += 1
                    sheet.write_url(last, number, cell)
                elif cell:
                    sheet.write_string(last, number, _short(cell))
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


def _short(cell: str) -> str:
    cell = xml_text(_LINE_END.sub("\n", cell))
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"


def _is_link(address: str) -> bool:
    return len(address) <= _LONGEST_LINK and address.lower().startswith(("http://", "https://"))
