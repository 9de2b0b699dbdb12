"""Comes up as far as a usable window, says so and is gone: python -m tests.bench._started bare|program [LEDGER…]."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def bare() -> None:
    """The least that a program of this kind can be: a window with a table, and SQLAlchemy at hand."""
    import sqlalchemy
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app, window, table = QApplication([]), QMainWindow(), QTableView()
    sqlalchemy.create_engine("sqlite://")
    model = QStandardItemModel(30, 12)
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(1366, 768)
    window.show()
    _told(app, window)


def program(own: Path, ledger: Path | None = None) -> None:
    """Ours, as `_window` of main.py starts it: the first run, a ledger's door, or a practice ledger's home page."""
    from PySide6.QtWidgets import QApplication

    from export.jobs.session import Session
    from export.reading.worker import Reader
    from forms.library import Library
    from ui.app import Folders, Program

    with Reader() as reader:
        app = QApplication([])
        made = Program(app, Session(Library.built_in(), reader), Folders(own, own / "ledgers"))
        made.start(ledger)
        _told(app, made.shown)


def _told(app, window) -> None:  # noqa: ANN001  # Qt's names cost time before they are needed
    while not window.windowHandle().isExposed():
        app.processEvents()
    app.processEvents()  # painted, and whatever the first moment brings is done
    sys.stdout.write("usable\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    what, *paths = sys.argv[1:]
    bare() if what == "bare" else program(*map(Path, paths))
