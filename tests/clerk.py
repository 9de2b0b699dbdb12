"""A clerk at LibreOffice: opens one workbook after the other, looks at drop-downs and notes, types into cells, saves.

Run with the Python that has LibreOffice's `uno`, not with ours, and with the command that starts LibreOffice as its
arguments. Every line of standard input is an order in JSON, every line of standard output says what was seen. When no
more orders can come, LibreOffice is ended; after a fault too, for nobody knows what state it is in.
"""
# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false

import contextlib
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

Uno = Any
"""An object of LibreOffice's bridge; it has no types."""
CAPTIONS, HINTS, FIRST, LATE = 2, 4, 5, 2500
"""Rows, counted from 0: lasting names, hints, the first record and one that nobody has filled yet."""


def main() -> None:
    """Do what is ordered, with one LibreOffice for all orders."""
    pipe = f"xiangxiao{uuid.uuid4().hex}"
    # neither are our orders for it to read, nor is what it says of itself an answer to one
    office = subprocess.Popen(
        [*sys.argv[1:], f"--accept=pipe,name={pipe};urp;"], stdin=subprocess.DEVNULL, stdout=sys.stderr
    )
    try:
        _serve(_connected(pipe, office))
        office.wait(30)
    finally:
        office.kill()
        office.wait()


def _serve(desktop: Uno) -> None:
    try:
        for line in sys.stdin:
            sys.stdout.write(json.dumps(_work(desktop, json.loads(line))) + "\n")
            sys.stdout.flush()
    finally:
        with contextlib.suppress(Exception):  # it may be gone before it has answered
            desktop.terminate()


def _connected(pipe: str, office: subprocess.Popen[bytes]) -> Uno:
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:  # how long that may take, whoever gave the order knows
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 – UNO's own exceptions are no Python classes before the bridge stands
            time.sleep(0.1)
            continue
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise ChildProcessError(f"LibreOffice ended with {office.returncode} before it could be asked")


def _work(desktop: Uno, order: dict) -> dict:
    book = desktop.loadComponentFromURL(Path(order["book"]).as_uri(), "_blank", 0, (_property("Hidden", value=True),))
    try:
        if order["reckoned"]:
            book.calculateAll()
        look = Look(book)
        seen = {name: look.at(book.Sheets.getByName(name)) for name in order["looked"]}
        for sheet, cell, text in order["typed"]:
            _type(book, sheet, cell, text)
        book.storeToURL(Path(order["saved"]).as_uri(), (_property("FilterName", order["filter"]),))
    finally:
        book.close(True)
    return seen


class Look:
    """What is to be seen in a workbook. Every question goes to another process, so none is asked twice."""

    def __init__(self, book: Uno) -> None:
        self._sheets, self._number_formats = book.Sheets, book.NumberFormats
        self._formats: dict[int, str] = {}
        self._words: dict[str, list[str]] = {}

    def at(self, sheet: Uno) -> dict:
        """Drop-downs, notes and formats by lasting name, and which columns are hidden."""
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress.EndColumn
        names = sheet.getCellRangeByPosition(0, CAPTIONS, last, CAPTIONS).DataArray[0]
        keys = {str(name): col for col, name in enumerate(names)}
        first, late = ({key: sheet.getCellByPosition(col, row) for key, col in keys.items()} for row in (FIRST, LATE))
        rules = {key: [self._rule(cell.Validation) for cell in (first[key], late[key])] for key in keys}
        notes = _notes(sheet)
        shown = sheet.getCellRangeByPosition(0, HINTS, last, HINTS).queryVisibleCells().RangeAddresses
        visible = {col for block in shown for col in range(block.StartColumn, block.EndColumn + 1)}
        return {
            "rules": {key: pair for key, pair in rules.items() if pair[0] or pair[1]},
            "notes": {key: notes[col] for key, col in keys.items() if col in notes},
            "formats": {key: self._format(cell.NumberFormat) for key, cell in late.items()},
            "hidden": [key for key, col in keys.items() if col not in visible],
        }

    def _rule(self, validation: Uno) -> dict | None:
        kind = validation.Type.value
        if kind == "ANY":
            return None
        words = _once(self._words, validation.getFormula1(), self._listed) if kind == "LIST" else []
        return {"type": kind, "words": words, "alert": validation.ErrorAlertStyle.value}

    def _listed(self, formula: str) -> list[str]:
        name, _, block = formula.replace("$", "").rpartition(".")
        area = self._sheets.getByName(name.strip("'") or "_lists").getCellRangeByName(block)
        return [row[0] for row in area.DataArray]

    def _format(self, number: int) -> str:
        return _once(self._formats, number, lambda key: self._number_formats.getByKey(key).FormatString)


def _once(known: dict, key: object, ask: Callable[[Any], Any]) -> Any:  # noqa: ANN401 – whatever is asked for
    if key not in known:
        known[key] = ask(key)
    return known[key]


def _notes(sheet: Uno) -> dict[int, str]:
    """By column. Asked of its shape: a note itself has no text in LibreOffice 24.2 until somebody looks at it."""
    placed = ((note.Position, note) for note in sheet.Annotations)
    return {at.Column: note.AnnotationShape.String for at, note in placed if at.Row == HINTS}


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
