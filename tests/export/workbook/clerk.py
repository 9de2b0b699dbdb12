"""A clerk at LibreOffice: opens a workbook, looks at its drop-downs and notes, types into cells, saves.

Run with the Python that has LibreOffice's `uno`, not with ours: it reads its order as JSON from standard input and answers
on standard output what it saw.
"""
# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false

import contextlib
import json
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

Uno = Any
"""An object of LibreOffice's bridge; it has no types."""


def main() -> None:
    """Do what the order says."""
    order = json.load(sys.stdin)
    pipe = f"xiangxiao{uuid.uuid4().hex}"
    office = subprocess.Popen([*order["command"], f"--accept=pipe,name={pipe};urp;"])
    try:
        desktop = _connected(pipe)
        seen = _work(desktop, order)
        with contextlib.suppress(Exception):  # it may be gone before it has answered
            desktop.terminate()
    finally:
        try:
            office.wait(30)
        except subprocess.TimeoutExpired:
            office.kill()
    json.dump(seen, sys.stdout)


def _connected(pipe: str) -> Uno:
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 – UNO's own exceptions are no Python classes before the bridge stands
            time.sleep(0.25)
            continue
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise TimeoutError("LibreOffice did not answer")


def _work(desktop: Uno, order: dict) -> dict:
    book = desktop.loadComponentFromURL(Path(order["book"]).as_uri(), "_blank", 0, (_property("Hidden", value=True),))
    try:
        seen = {sheet.Name: _looked(book, sheet) for sheet in book.Sheets if sheet.Name not in order["skip"]}
        for sheet, cell, text in order["typed"]:
            _type(book, sheet, cell, text)
        filter_name = _property("FilterName", "Calc MS Excel 2007 XML")
        book.storeToURL(Path(order["saved"]).as_uri(), (filter_name,))
    finally:
        book.close(True)
    return seen


def _looked(book: Uno, sheet: Uno) -> dict:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    columns = range(cursor.RangeAddress.EndColumn + 1)
    keys = {sheet.getCellByPosition(col, 2).String: col for col in columns}
    rules = {
        key: [_rule(book, sheet.getCellByPosition(col, row).Validation) for row in (5, 2500)]
        for key, col in keys.items()
    }
    # asked of its shape: a note itself has no text in LibreOffice 24.2 until somebody looks at it
    notes = {note.Position.Column: note.AnnotationShape.String for note in sheet.Annotations if note.Position.Row == 4}
    return {
        "rules": {key: pair for key, pair in rules.items() if pair[0] or pair[1]},
        "notes": {key: notes[col] for key, col in keys.items() if col in notes},
        "formats": {key: _format(book, sheet.getCellByPosition(col, 2500)) for key, col in keys.items()},
        "hidden": [key for key, col in keys.items() if not sheet.Columns.getByIndex(col).IsVisible],
    }


def _rule(book: Uno, validation: Uno) -> dict | None:
    if validation.Type.value == "ANY":
        return None
    words: list[str] = []
    if validation.Type.value == "LIST":
        name, _, block = validation.getFormula1().replace("$", "").rpartition(".")
        area = book.Sheets.getByName(name.strip("'") or "_lists").getCellRangeByName(block)
        words = [row[0] for row in area.DataArray]
    return {"type": validation.Type.value, "words": words, "alert": validation.ErrorAlertStyle.value}


def _format(book: Uno, cell: Uno) -> str:
    return book.NumberFormats.getByKey(cell.NumberFormat).FormatString


def _type(book: Uno, sheet: str, cell: str, text: str) -> None:
    """As into the input line: LibreOffice decides by the cell's format what becomes of the text."""
    block = book.Sheets.getByName(sheet).getCellRangeByName(cell)
    block.getCellByPosition(0, 0).FormulaLocal = text


def _property(name: str, value: object) -> Uno:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main()
