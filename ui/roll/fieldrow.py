"""A field in card or form: label, editor, and below it what is wrong, or what is meant; never both."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from forms.form import Field
from forms.problems import quoted
from ui.editors import LineEditor, Setting, editor_for
from ui.parts import ProblemLine, clear, column, spaced, text
from ui.parts.problem import Fix
from ui.roll.marks import Found, level_of, worst
from ui.theme import Theme
from ui.translation import said

LABEL_WIDE, GUTTER, GAP = 100, 12, 8


class FieldRow(QWidget):
    """One field. It tells what was typed and which link was taken; it decides nothing."""

    committed = Signal(str, str)
    moved = Signal(str, int)
    reveal_asked = Signal(str)
    explained = Signal(str, str)
    """Key of a problem and the reason that was written."""

    def __init__(
        self, of: Field, setting: Setting, theme: Theme, *, hints: bool = False, label_wide: int = LABEL_WIDE,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.of, self._theme, self._setting, self._hints = of, theme, setting, hints
        self._told: tuple[object, ...] | None = None
        self.editor = editor_for(of, setting, self)
        self.editor.setToolTip(self._hint())
        self.editor.setAccessibleDescription(self._hint())
        self._below = column(gap=2)
        self._lay_out(label_wide)
        self.editor.committed.connect(lambda typed: self.committed.emit(of.name, typed))
        self.editor.moved.connect(lambda step: self.moved.emit(of.name, step))
        self.editor.reveal_asked.connect(lambda: self.reveal_asked.emit(of.name))

    def _lay_out(self, label_wide: int) -> None:
        theme, grid = self._theme, QGridLayout(self)
        spaced(grid, 0, 0)
        star = text("*" if self.of.required else "", 14, "seal")
        star.setFixedWidth(theme.px(GUTTER))
        caption = self.of.caption if self._setting.lang == "zh" else self.of.en
        label = text(caption, 13, "ink2", wrap=True)
        label.setFixedWidth(theme.px(label_wide))
        label.setContentsMargins(0, 0, theme.px(GAP), 0)
        label.setBuddy(self.editor)
        for piece in (star, label):
            piece.setProperty("part", "field_label")
            piece.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            piece.setIndent(0)  # Qt would reckon with one that it does not draw
        grid.addWidget(star, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._below, 1, 2)
        grid.setColumnStretch(2, 1)

    def _hint(self) -> str:
        return quoted((self.of.hint or {}).get(self._setting.lang, ""), self._setting.lang)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def show_text(self, kept: str) -> None:
        """Show what is kept, without disturbing somebody who is typing the same."""
        if self.editor.value_text() != kept or not kept:
            self.editor.show_text(kept)

    def show_problems(self, problems: Sequence[Found], *, calm: bool = False) -> None:
        """Show what is wrong; `calm` says nothing of blanks, because the record has only just been begun."""
        level = worst(problems)
        seen = [one for one in problems if level_of(one) != "missing" or not calm]
        told = (calm, *((one.problem.key, one.message, one.reason) for one in seen))
        if told == self._told:
            return
        self._told = told
        self.editor.mark("" if level == "missing" else level)
        clear(self._below)
        for one in seen:
            self._below.addWidget(self._line(one))
        if not seen and self._hints and self._hint():
            self._below.addWidget(text(self._hint(), 12, "ink3", wrap=True))
        self._below.setContentsMargins(0, 4 if self._below.count() else 0, 0, 0)

    def _line(self, one: Found) -> QWidget:
        level = level_of(one)
        if level == "missing":
            return text(self.tr("Required, still blank"), 12, "seal")
        if not level:
            return ProblemLine(self._theme, "done", self.tr("Explained: {reason}").format(reason=one.reason))
        level = "error" if level == "error" else "reminder"
        return ProblemLine(self._theme, level, one.message, self._links(one))

    def _links(self, one: Found) -> list[Fix]:
        links: list[Fix] = []
        if fix := one.problem.fix:
            links.append((self._fix_words(fix), lambda: self.take(fix)))
        if isinstance(self.editor, LineEditor) and self.editor.hidden_text:
            links.append((self.tr("Show the whole number"), lambda: self.reveal_asked.emit(self.of.name)))
        if one.problem.level == "reminder":
            links.append((self.tr("Explain"), lambda: self._explain(one)))
        return links

    def _fix_words(self, fix: str) -> str:
        """改为 1: of a long number only the character that changes."""
        kept = self.editor.value_text()
        if self.of.private:
            if len(kept) == len(fix) and kept[:-1] == fix[:-1]:
                return self.tr("Change the last to {fix}").format(fix=fix[-1])
            return self.tr("Change as suggested")
        return self.tr("Change to {fix}").format(fix=fix)

    def take(self, fix: str) -> None:
        """Put a fix in as if it had been typed."""
        self.editor.take(fix)

    def _explain(self, one: Found) -> None:
        line = QLineEdit(self)
        line.setAccessibleName(self.tr("Reason for {field}").format(field=said(self.of)))
        line.setPlaceholderText(self.tr("Write why this is right, then Enter"))
        line.setText(one.reason)
        line.returnPressed.connect(lambda: self.explained.emit(one.problem.key, line.text().strip()))
        self._below.addWidget(line)
        line.setFocus()
