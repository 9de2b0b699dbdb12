"""A record by sections, in the card and in the full form: opened where something is wrong, built when first opened."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from forms.entry import open_fields, typed_order
from forms.form import Form, Section
from ui.editors import LineEditor, Setting
from ui.parts import SectionHeader, column, spaced
from ui.roll.fieldrow import LABEL_WIDE, FieldRow
from ui.roll.marks import Found, level_of
from ui.theme import Theme
from ui.translation import counted

MOST_COLUMNS, ROOMY = 3, 1600
"""Columns of a full form, and px of it from which on it has them: wider fields are harder to read."""
Texts = Mapping[str, str]
Told = Mapping[str, Sequence[Found]]


def members(form: Form) -> dict[str, list[str]]:
    """Section → its fields, in the order of the form."""
    found: dict[str, list[str]] = {section.name: [] for section in form.sections} or {"": []}
    for name, field in form.fields.items():
        found.setdefault(field.section, []).append(name)
    return {name: fields for name, fields in found.items() if fields}


class Part(QWidget):
    """One section: its header, and its fields once it is open."""

    built = Signal(FieldRow)

    def __init__(
        self, section: Section | None, fields: list[str], form: Form, setting: Setting, theme: Theme, columns: int
    ) -> None:
        super().__init__()
        self.fields = fields
        self._form, self._setting, self._theme, self._columns = form, setting, theme, columns
        self.rows: dict[str, FieldRow] = {}
        words = (section.zh if setting.lang == "zh" else section.en) if section else form.title[setting.lang]
        self.header = SectionHeader(theme, words, counted(self.tr("{count} items"), count=len(fields)))
        self._body = QWidget()
        self._body.setProperty("ground", "paper")
        self._body.hide()
        self._grid = QGridLayout(self._body)
        spaced(self._grid, (theme.px(8), theme.px(10), theme.px(16), theme.px(12)), theme.px(6))
        self._grid.setHorizontalSpacing(theme.px(32))
        column(self.header, self._body, gap=0, parent=self)
        self.header.toggled.connect(self._body.setVisible)
        self.header.toggled.connect(lambda opened: self.build() if opened else None)

    def build(self) -> None:
        """Make the fields, once."""
        if self.rows:
            return
        wide = LABEL_WIDE if self._columns == 1 else 128
        for name in self.fields:
            row = FieldRow(
                self._form.fields[name], self._setting, self._theme, hints=self._columns > 1, label_wide=wide
            )
            self.rows[name] = row
            self.built.emit(row)
        self.arrange(self._columns)

    def arrange(self, columns: int) -> None:
        """Lay the fields out in so many columns."""
        self._columns = columns
        for place, row in enumerate(self.rows.values()):
            self._grid.addWidget(row, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for at in range(MOST_COLUMNS):
            self._grid.setColumnStretch(at, int(at < columns))

    def show_state(self, told: Told, *, calm: bool) -> None:
        """Say in the header how the section stands."""
        levels = [level_of(one) for name in self.fields for one in told.get(name, ())]
        errors, reminders, missing = (levels.count(level) for level in ("error", "reminder", "missing"))
        facts = counted(self.tr("{count} items"), count=len(self.fields))
        if missing:
            facts = counted(self.tr("{facts}, {missing} blank"), facts=facts, missing=missing)
        self.header.show_facts(facts)
        state = "error" if errors else ("reminder" if reminders else ("" if missing or calm else "done"))
        self.header.show_state(state, errors or reminders)


class Sections(QScrollArea):
    """All sections of a record; one set of editors, shown for one record after the other."""

    committed = Signal(str, str)
    reveal_asked = Signal(str)
    explained = Signal(str, str)
    at_field = Signal(str)
    """The field that somebody is now in."""
    finished = Signal()
    """In a record that is being typed, nothing is left that a person must fill."""

    def __init__(
        self, form: Form, setting: Setting, theme: Theme, *, columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._form, self._theme, self._columns, self._shown_columns = form, theme, columns, columns
        self._texts: Texts = {}
        self._told: Told = {}
        self._calm = False
        self._trail: list[str] = []
        self._order, self._typed_order = list(form.fields), typed_order(form)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        known = {section.name: section for section in form.sections}
        self.parts_ = [
            Part(known.get(name), fields, form, setting, theme, columns) for name, fields in members(form).items()
        ]
        holder = QWidget()
        holder.setProperty("ground", "paper")
        column(*self.parts_, None, gap=0, parent=holder)
        self.setWidget(holder)
        for part in self.parts_:
            part.built.connect(self._join)
        self._part_of = {name: part for part in self.parts_ for name in part.fields}

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        wanted = self._columns if self.width() < self._theme.px(ROOMY) else MOST_COLUMNS
        if self._columns > 1 and wanted != self._shown_columns:
            self._shown_columns = wanted
            for part in self.parts_:
                part.arrange(wanted)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def show_record(self, texts: Texts, told: Told, *, calm: bool = False, another: bool = True) -> None:
        """Show a record. `another`: it is not the one that was shown before, so sections open where they must."""
        self._texts, self._told, self._calm = texts, told, calm
        for at, part in enumerate(self.parts_):
            part.show_state(told, calm=calm or not texts)  # where no record is, nothing is done
            levels = {level_of(one) for name in part.fields for one in told.get(name, ())}
            if another and (at == 0 or levels & {"error", "reminder"}):
                part.header.setChecked(True)
            for row in part.rows.values():
                self._fill(row, another=another)
        if another:
            self._trail.clear()
            self.verticalScrollBar().setValue(0)

    def _fill(self, row: FieldRow, *, another: bool = True) -> None:
        if another or not row.editor.is_busy:  # of the same record what is half typed is newer than what is kept
            row.show_text(self._texts.get(row.of.name, ""))
        row.show_problems(self._told.get(row.of.name, ()), calm=self._calm)

    def _join(self, row: FieldRow) -> None:
        row.committed.connect(self.committed)
        row.reveal_asked.connect(self.reveal_asked)
        row.explained.connect(self.explained)
        row.moved.connect(self._move)
        row.editor.paged.connect(lambda step: self._step(row.of.name, step))
        self._fill(row)

    def row(self, name: str) -> FieldRow:
        """The row of a field; its section is opened where it was not."""
        part = self._part_of[name]
        part.header.setChecked(True)
        return part.rows[name]

    def open_all(self) -> None:
        """Open every section."""
        for part in self.parts_:
            part.header.setChecked(True)

    def reveal(self, name: str, text: str) -> None:
        """Show a masked text in full, ready to be worked in."""
        editor = self.row(name).editor
        if isinstance(editor, LineEditor):
            editor.reveal(text)
            editor.setFocus()
            editor.selectAll()

    # ── moving ──────────────────────────────────────────────────────────────────────────────────────────────────

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field and bring it into sight."""
        row = self.row(name)
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self.at_field.emit(name)
        QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row, 0, 40))

    def current_field(self) -> str:
        """The field in which the cursor is; "" where it is elsewhere."""
        return next((n for part in self.parts_ for n, row in part.rows.items() if row.editor.hasFocus()), "")

    def _move(self, name: str, step: int) -> None:
        """Enter and Tab: to the next field, in a record that is being typed to the next one that a person must fill."""
        if not self._calm:
            self._step(name, step)
        elif step < 0:
            self.focus_field(self._trail.pop()) if self._trail else self._step(name, step)
        else:
            here = self._typed_order.index(name)
            ahead = [one for one in open_fields(self._form, self._texts) if self._typed_order.index(one) > here]
            self._trail.append(name)
            self.focus_field(ahead[0]) if ahead else self.finished.emit()

    def _step(self, name: str, step: int) -> None:
        """To the neighbouring field of the form, whether it is filled or not."""
        at = self._order.index(name) + step
        if 0 <= at < len(self._order):
            self.focus_field(self._order[at])

    def commit(self) -> None:
        """Give away what is still being typed."""
        for part in self.parts_:
            for row in part.rows.values():
                if row.editor.hasFocus():
                    row.editor.commit()
