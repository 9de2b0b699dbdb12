"""The questions of the first run, in order: how to begin, which school, which term and where, who, the code to keep."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLineEdit, QWidget

from export.jobs.opening import SHORTEST_PASSWORD
from export.jobs.places import is_removable
from forms.form import Field
from forms.periods import Period
from forms.problems import Catalogue, Wrong
from ui.parts import Button, Elided, Fields, Link, column, row, text
from ui.parts.files import ask_file, ask_folder
from ui.school.first_run.question import Choice, Question
from ui.theme import Theme
from ui.translation import counted, language, said

COUNTY_DIGITS = 6


class WayQuestion(Question):
    """How to begin: on a practice school, with last year's workbook, or with an empty ledger."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, self.tr("How to begin"), self.tr("How would you like to begin?"),
            self.tr("You can come back here at any time: File, New ledger or practice school."), parent,
        )  # fmt: skip
        self.answer.setSpacing(8)  # five ways stand on a small screen without scrolling
        self.last_year: Path | None = None
        self.ways = {
            "empty": Choice(theme, "file", self.tr("A new ledger for our school"),
                            self.tr("Begin empty; class lists can be pasted or imported later.")),
            "last_year": Choice(theme, "folder", self.tr("A new ledger with last year's return"),
                                self.tr("Takes in the workbook that this program or the county has given you.")),
            "practice": Choice(theme, "book", self.tr("Try it with a practice school"),
                               self.tr("Made-up pupils with planted faults. Needs no password, mixes with nothing.")),
            "county": Choice(theme, "table", self.tr("A new ledger for our county"),
                             self.tr("For the bureau: collects the schools' files, checks and merges them.")),
            "practice_county": Choice(theme, "gauge", self.tr("Try it with a practice county"),
                                      self.tr("Twelve made-up schools, merged; making them takes a minute.")),
        }  # fmt: skip
        group = QButtonGroup(self)
        for way, choice in self.ways.items():
            group.addButton(choice.button)
            self.answer.addWidget(choice)
            choice.button.toggled.connect(self.answered)
            if way == "last_year":
                self._file = self._file_row(theme)
                self._file.hide()
                choice.button.toggled.connect(self._file.setVisible)
                self.answer.addWidget(self._file)
        self.ways["empty"].button.setChecked(True)

    @property
    def is_practice(self) -> bool:
        """Whether nothing else need be asked."""
        return self.way.startswith("practice")

    @property
    def way(self) -> str:
        """empty, last_year, practice, county or practice_county."""
        return next(way for way, choice in self.ways.items() if choice.button.isChecked())

    def missing(self) -> str:
        if self.way == "last_year" and self.last_year is None:
            return self.tr("Choose last year's workbook first.")
        return ""

    def enter(self) -> None:
        self.ways[self.way].button.setFocus()

    def choose(self, file: Path) -> None:
        """Take last year's workbook."""
        self.last_year = file
        self._name.show_words(file.name)
        self.ways["last_year"].button.setChecked(True)
        self.answered.emit()

    def _file_row(self, theme: Theme) -> QWidget:
        self._name = Elided("", 13, "ink2")
        pick = Link(theme, self.tr("Choose the workbook…"))
        pick.clicked.connect(self._pick)
        box = QWidget()
        row(pick, self._name, gap=10, margins=(52, 0, 0, 0), parent=box).setStretch(1, 1)
        return box

    def _pick(self) -> None:
        name = ask_file(self, self.tr("Last year's workbook"), kinds="Excel (*.xlsx)")
        if name:
            self.choose(Path(name))


class SchoolQuestion(Question):
    """Which school: its code and its name."""

    def __init__(self, theme: Theme, code: Field, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, self.tr("School"), self.tr("For which school do you report?"),
            self.tr("The code stands on the school's certificate and in the national system. It is in every workbook."),
            parent,
        )  # fmt: skip
        self._field, self._catalogue = code, catalogue
        self.name, self.code = QLineEdit(), QLineEdit()
        self.code.setMaxLength(20)
        self.fields = Fields(theme)
        self.fields.add(self.tr("School name"), self.name, self.tr("As on the school's seal"))
        self.fields.add(self.tr("School code"), self.code, self.tr("10 digits, such as 3501000001"))
        self.answer.addWidget(self.fields)
        for editor in (self.name, self.code):
            editor.textChanged.connect(self.answered)
        self.code.editingFinished.connect(self._judge)

    def missing(self) -> str:
        if not self.name.text().strip():
            return self.tr("Write the school's name.")
        return self._wrong() or ("" if self.code.text().strip() else self.tr("Write the school's code."))

    def value(self) -> tuple[str, str]:
        """Code and name."""
        return str(self._field.kind.parse(self.code.text())), self.name.text().strip()

    def enter(self) -> None:
        (self.code if self.name.text() else self.name).setFocus()

    def _wrong(self) -> str:
        read = self._field.kind.parse(self.code.text())
        named = {"field": {"zh": self._field.zh, "en": self._field.en}, "text": self.code.text()}
        return self._catalogue.text(read.code, {**named, **read.params}, language()) if isinstance(read, Wrong) else ""

    def _judge(self) -> None:
        self.fields.tell(self.code, self._wrong())


class CountyQuestion(Question):
    """Which county: its division and the name of its bureau."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, self.tr("Which county"), self.tr("For which county do you collect?"),
            self.tr("The name stands on slips and reports. Schools of other divisions may be collected, too."), parent,
        )  # fmt: skip
        self.name, self.code = QLineEdit(), QLineEdit()
        self.code.setMaxLength(6)
        self.fields = Fields(theme)
        self.fields.add(self.tr("Name of the bureau"), self.name, self.tr("As on its seal"))
        self.fields.add(self.tr("Division"), self.code, self.tr("6 digits of GB/T 2260, such as 350123"))
        self.answer.addWidget(self.fields)
        for editor in (self.name, self.code):
            editor.textChanged.connect(self.answered)
        self.code.editingFinished.connect(lambda: self.fields.tell(self.code, self._wrong()))

    def missing(self) -> str:
        if not self.name.text().strip():
            return self.tr("Write the name of the bureau.")
        return self._wrong() or ("" if self.code.text().strip() else self.tr("Write the division of the county."))

    def value(self) -> tuple[str, str]:
        """Code and name."""
        return self.code.text().strip(), self.name.text().strip()

    def enter(self) -> None:
        (self.code if self.name.text() else self.name).setFocus()

    def _wrong(self) -> str:
        code = self.code.text().strip()
        if code and not (code.isascii() and code.isdigit() and len(code) == COUNTY_DIGITS):
            return self.tr("The division of a county has 6 digits, such as 350123.")
        return self.tr("Divisions that begin with 99 are for practice.") if code.startswith("99") else ""


class PlaceQuestion(Question):
    """Which term, and where the ledger and its copies lie."""

    def __init__(self, theme: Theme, folder: Path, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, self.tr("Term and place"), self.tr("Which term, and where do the files lie?"),
            self.tr("The ledger is one encrypted file. Keep copies on another disk or a USB stick."), parent,
        )  # fmt: skip
        self.period = QComboBox()
        now = Period.on(today)
        for code in _around(now):
            self.period.addItem(said(Period(code)), code)
        self.period.setCurrentIndex(self.period.findData(now.code))
        self.folder, self.backup = QLineEdit(str(folder)), QLineEdit()
        self.backup.setPlaceholderText(self.tr("may be chosen later"))
        fields = Fields(theme)
        fields.add(self.tr("Term"), self.period)
        fields.add(self.tr("Ledger in"), self._with_button(theme, self.folder, self.tr("Ledger in")))
        fields.add(self.tr("Copies in"), self._with_button(theme, self.backup, self.tr("Copies in")),
                   self.tr("A USB stick, for instance. The copy is encrypted, too."))  # fmt: skip
        self.answer.addWidget(fields)
        self.folder.textChanged.connect(self.answered)

    def missing(self) -> str:
        folder = self.folder.text().strip()
        if folder and is_removable(Path(folder)):
            return self.tr("The ledger must lie on the PC's own disk; sticks are for copies.")
        return "" if folder else self.tr("Choose a folder for the ledger.")

    def enter(self) -> None:
        self.period.setFocus()

    def _with_button(self, theme: Theme, editor: QLineEdit, name: str) -> QWidget:
        button = Button(theme, self.tr("Choose…"), icon="folder")
        button.setAccessibleName(f"{name} {self.tr('Choose…')}")
        button.clicked.connect(lambda: self._choose(editor, name))
        editor.setAccessibleName(name)
        box = QWidget()
        box.setFocusProxy(editor)
        row(editor, button, parent=box).setStretch(0, 1)
        return box

    def _choose(self, editor: QLineEdit, name: str) -> None:
        folder = ask_folder(self, name, editor.text())
        if folder:
            editor.setText(folder)


class SecretQuestion(Question):
    """Who works here, and the password."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, self.tr("Password"), self.tr("Who keeps this ledger?"),
            self.tr("Every change bears your name. Without the password nobody can read the ledger."), parent,
        )  # fmt: skip
        self.user, self.password, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.fields = Fields(theme)
        self.fields.add(self.tr("Your name"), self.user)
        hint = self.tr("At least {count} characters; a short sentence is easy to remember.")
        self.fields.add(self.tr("Password"), self.password, counted(hint, count=SHORTEST_PASSWORD))
        self.fields.add(self.tr("Once more"), self.again)
        self.answer.addWidget(self.fields)
        for editor in (self.password, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        for editor in (self.user, self.password, self.again):
            editor.textChanged.connect(self.answered)
        self.again.editingFinished.connect(self._judge)

    def missing(self) -> str:
        if not self.user.text().strip():
            return self.tr("Write your name.")
        if len(self.password.text()) < SHORTEST_PASSWORD:
            return counted(self.tr("The password needs at least {count} characters."), count=SHORTEST_PASSWORD)
        return self._differs() or ("" if self.again.text() else self.tr("Type the password once more."))

    def enter(self) -> None:
        self.user.setFocus()

    def _differs(self) -> str:
        differs = self.again.text() and self.again.text() != self.password.text()
        return self.tr("The two passwords differ. Type them again.") if differs else ""

    def _judge(self) -> None:
        self.fields.tell(self.again, self._differs())


class CodeQuestion(Question):
    """The recovery code, to print or copy by hand before the ledger opens."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, self.tr("Recovery code"), self.tr("Keep this code in a locked cabinet"),
            self.tr("It opens the ledger when the password is forgotten. It is shown only now."), parent,
        )  # fmt: skip
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.code.setAccessibleName(self.tr("Recovery code"))
        self.code.setProperty("look", "code")
        self.print_button = Button(theme, self.tr("Print"), icon="print")
        self.copied = QCheckBox(self.tr("I have printed it or written it down"))
        self.copied.toggled.connect(self.answered)
        self.answer.addLayout(column(self.code, row(self.print_button, 8, self.copied, None), gap=14))
        self.answer.addWidget(
            text(self.tr("Who has this sheet can open the ledger. Do not photograph it."), 13, "ink2")
        )

    def missing(self) -> str:
        return "" if self.copied.isChecked() else self.tr("Print the code or write it down first.")

    def enter(self) -> None:
        self.print_button.setFocus()

    def show_code(self, code: str) -> None:
        """Show a fresh code."""
        self.code.setText(code)
        self.code.setCursorPosition(0)


def _around(now: Period) -> list[str]:
    """The terms that somebody may want to begin with."""
    year, term = now.year, now.code[-1]
    return [f"{year}-1", f"{year}-2"] if term == "2" else [f"{year - 1}-2", f"{year}-1", f"{year}-2"]
