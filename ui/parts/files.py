"""Asks for a file or a folder in the system's own dialog, or in Qt's where it has none, with room for its columns."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHeaderView, QListView, QTreeView, QWidget

AIR, KIND = 12, 2
"""px beside the longest name in the list of places; the column of which the ending of the name says as much."""


def ask_file(parent: QWidget | None, title: str, folder: str = "", kinds: str = "") -> str:
    """A file that is there; "" where nobody chose one, here as below. `kinds` as Qt writes it: "Excel (*.xlsx)"."""
    with _asking(parent, title, folder, kinds) as dialog:
        return "".join(_chosen(dialog))


def ask_files(parent: QWidget | None, title: str, folder: str = "", kinds: str = "") -> list[str]:
    """Files that are there; none where nobody chose any."""
    with _asking(parent, title, folder, kinds) as dialog:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return _chosen(dialog)


def ask_folder(parent: QWidget | None, title: str, folder: str = "") -> str:
    """A folder that is there."""
    with _asking(parent, title, folder, "") as dialog:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return "".join(_chosen(dialog))


def ask_place(parent: QWidget | None, title: str, proposed: str, kinds: str) -> str:
    """Where to write a file, which is `proposed`, a name or a whole path; its ending is added to a name without it.

    The dialog asks before a file is replaced, and comes back where only the ending makes it one that is there.
    """
    place = Path(proposed)
    with _asking(parent, title, str(place.parent) if place.name != proposed else "", kinds) as dialog:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(place.name)
        while name := "".join(_chosen(dialog)):
            whole = name if name.lower().endswith(place.suffix) else name + place.suffix
            if whole == name or not Path(whole).exists():
                return whole
            dialog.selectFile(whole)
        return ""


def file_dialog(parent: QWidget | None, title: str, folder: str = "", kinds: str = "") -> QFileDialog:
    """The dialog for one file that is there, before it is shown."""
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def make_room(dialog: QFileDialog) -> None:
    """Let the name take what size and date leave; Qt cuts them short. The system's own dialog has no such lists."""
    for places in dialog.findChildren(QListView, "sidebar"):
        places.setMinimumWidth(places.sizeHintForColumn(0) + AIR)
    for tree in dialog.findChildren(QTreeView):
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.hideSection(KIND)


@contextmanager
def _asking(parent: QWidget | None, title: str, folder: str, kinds: str) -> Iterator[QFileDialog]:
    dialog = file_dialog(parent, title, folder, kinds)
    columns = [(tree.header(), tree.header().saveState()) for tree in dialog.findChildren(QTreeView)]
    make_room(dialog)
    try:
        yield dialog
    finally:
        for header, state in columns:
            header.restoreState(state)  # Qt remembers them for every program of this user
        dialog.deleteLater()


def _chosen(dialog: QFileDialog) -> list[str]:
    return dialog.selectedFiles() if dialog.exec() else []
