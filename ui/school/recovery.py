"""The recovery code on a sheet of paper, for the school's cabinet."""

from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def print_code(parent: QWidget, school: str, code: str) -> bool:
    """Print the sheet; whether somebody did."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    document = QTextDocument()
    document.setHtml(sheet(school, code))
    document.print_(printer)
    return True


def sheet(school: str, code: str) -> str:
    """What stands on it: whose it is, the code large enough to be copied, and what it is for."""
    title, what = tr("Recovery code"), tr("It opens the ledger when the password is forgotten.")
    return f"<h2>{title}</h2><p>{escape(school)}</p><h1>{escape(code)}</h1><p>{what}</p>"


def tr(english: str) -> str:
    """Text of this module in the user's language."""
    return QCoreApplication.translate("", english)
