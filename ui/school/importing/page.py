"""The page itself: a file is chosen or dropped, read off the main thread, shown, taken in as one step, taken back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from export.jobs.preview import Preview, look_into
from forms.problems import Refusal
from ui.page import Command, Page, Place
from ui.parts import BusyBar, Button, MessageBar, PageHead, Pick, Segments, column, row, say, text
from ui.parts.files import ask_file
from ui.school.importing.aside import AsidePanel
from ui.school.importing.drop import DropPlace
from ui.school.importing.model import FATES, PreviewModel
from ui.school.importing.table import PreviewTable
from ui.school.todo import AGREED, told
from ui.task import run
from ui.theme import Theme
from ui.translation import counted, said, translated

if TYPE_CHECKING:
    from export.jobs.desk import Desk
    from export.jobs.todo import Taken

ENDINGS = "*.xlsx *.xlsm *.xls *.et *.ods *.csv *.txt *.xml *.html *.htm"
GLYPH_OF = {"problem": "error"}


class ImportPage(Page):
    """导入."""

    key: ClassVar[str] = "import"

    def __init__(self, desk: "Desk", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.setAcceptDrops(True)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.preview: Preview | None = None
        self._wish, self._taken = "", ""
        self.ask_file: Callable[[], str] = self._ask_file
        self.take = Button(theme, self.tr("Take in"), "solid", "tick", "Ctrl+Enter")
        self.drop_file = Button(theme, self.tr("Put aside"))
        self.other = Button(theme, self.tr("Another file"), icon="folder")
        self.head = PageHead(self.tr("Import a list"), self.take, self.other, self.drop_file)
        self.message, self.busy = MessageBar(theme), BusyBar(theme)
        self.place, self.model = DropPlace(theme), PreviewModel(desk.tables, self)
        self.table = PreviewTable(theme, self.model)
        self.aside = AsidePanel(theme, desk.library.catalogue, desk.session.language)
        self.fates = Segments(theme, self.tr("Show"))
        self.fates.add("", counted(self.tr("All {count}"), count=0))
        for fate in FATES:
            self.fates.add(fate, fate, GLYPH_OF.get(fate, ""))
        self.which = Pick(theme, self.tr("Recognise the form"), self.tr("Form"))
        self._note = text(size=13, tone="ink2")
        self._lay_out()
        self._connect()
        self._show_preview()

    @property
    def title(self) -> str:
        return self.tr("Import a list")

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """A plan is only as good as the ledger it was made for: another ledger, another plan."""
        changed = self.shown_version not in (-1, self.desk.version)
        self.shown_version = self.desk.version
        if changed and self.preview and not self._taken:
            self.read(self.preview.path, self._wish)
        elif changed and self._taken and self.desk.next_undo != self._taken:
            self._taken = ""
            if self.preview:
                self.read(self.preview.path, self._wish)

    def commands(self) -> Mapping[str, Command]:
        able: dict[str, Command] = {"import": self.choose}
        return {**able, "take_in": self.take_in} if self.take.isEnabled() and self.preview else able

    def show_place(self, place: Place) -> None:
        """Come from a form's own page: that form is meant, unless the file says otherwise."""
        if self.preview is None:
            self._wish = place.form

    def facts(self) -> list[str]:
        if self.preview is None:
            return []
        return [self.preview.path.name, counted(self.tr("{count} rows"), count=self.model.rowCount())]

    def panes(self) -> list[QWidget]:
        return [self.place] if self.preview is None else [self.fates, self.table, self.aside]

    def next_problem(self, *, back: bool = False) -> bool:
        lines = self.aside.list
        now, count = lines.currentRow(), lines.rowCount()
        wanted = now - 1 if back else now + 1
        if self.preview is None or not 0 <= wanted < count:
            return False
        lines.selectRow(wanted)
        return True

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self) -> None:
        """Ask for a file."""
        name = self.ask_file()
        if name:
            self.read(Path(name))

    def read(self, path: Path, form: str = "", signer: str = "") -> None:
        """Read a file and show what it would do; `form` where a person chose it, `signer` as `Desk.open_slip` says."""
        self._taken = ""
        self.message.hide()
        self.place.show_busy(path.name)
        self._stack.setCurrentWidget(self.place)
        for button in (self.take, self.other, self.drop_file):
            button.setEnabled(False)
        self._reading = path
        run(self, lambda _progress: self._look(path, form, signer), self._read, self._refused, self._rested)

    def _look(self, path: Path, form: str, signer: str) -> "Preview | Taken":
        try:
            return look_into(self.desk, path, form or None)
        except Refusal as refusal:
            if refusal.code == "is_slip":
                return self.desk.open_slip(path, signer)
            if refusal.code == "no_form_fits" and self._wish:
                return look_into(self.desk, path, self._wish)
            raise

    def _read(self, preview: "Preview | Taken") -> None:
        if not isinstance(preview, Preview):
            self._show_slip(preview)
            return
        self.preview = preview
        sheets = preview.sheets
        first = next((name for name, sheet in sheets.items() if sheet.plan.steps), next(iter(sheets), ""))
        forms = {name: said(form) for name, form in self.desk.library.forms.items()}
        named = {name: said(sheet.form) for name, sheet in sheets.items()}
        self.which.value = first
        self.which.offer(list((named if preview.is_ours else forms).items()))
        self.fates.choose("")
        self._show_preview()
        self.table.setFocus()

    def _show_slip(self, taken: "Taken") -> None:
        """It was a return slip: its items are the to-do list."""
        self.setFocus()  # the buttons were disabled, and the cursor shall go along
        self.put_aside()
        if taken.new_key:
            path = self._reading
            agreed = (translated(AGREED), lambda: self.read(path, signer=taken.signer))
            self.message.tell(*told(taken, self.desk), [agreed])
            return
        self.changed.emit()
        self.went.emit(Place("todo"))
        self.told.emit(*told(taken, self.desk))

    def _refused(self, refusal: Refusal) -> None:
        self.message.tell(self.desk.library.catalogue.refusal(refusal, self.desk.session.language), "seal")
        if refusal.code in ("no_form_fits", "no_header"):
            self.which.offer([(name, said(form)) for name, form in self.desk.library.forms.items()])
        self._show_preview()

    def _rested(self) -> None:
        self.place.show_busy("")
        self.other.setEnabled(True)
        self.drop_file.setEnabled(True)
        self._show_take()

    def put_aside(self) -> None:
        """Forget the file."""
        self.preview, self._taken = None, ""
        self.message.hide()
        self._show_preview()

    # ── taking in ───────────────────────────────────────────────────────────────────────────────────────────────

    def take_in(self) -> None:
        """Write everything as one step."""
        preview = self.preview
        if preview is None or not self.take.isEnabled():
            return
        words = self.tr("Taking in {file}").format(file=preview.path.name)
        self._exchange(lambda: self.desk.take_in(preview.made, preview.path.name), lambda: self._took(preview), words)

    def _exchange(self, act: Callable[[], object], done: Callable[[], None], words: str) -> None:
        """Change many records beside the window; nobody may look at them meanwhile, so all of it waits."""
        whole = self.window()
        whole.setEnabled(False)

        def rested() -> None:
            whole.setEnabled(True)
            self._rested()
            self.table.setFocus()

        task = run(self, lambda _progress: act(), lambda _none: done(), self._refused, rested)
        self.busy.follow(task, words, can_stop=False)

    def _took(self, preview: Preview) -> None:
        new, changed, left = (preview.count(fate) for fate in ("new", "changed", "problem"))
        self._taken = self.desk.next_undo or ""
        self.shown_version = self.desk.version
        words = counted(self.tr("Taken in: {new} new, {changed} changed."), new=new, changed=changed)
        if left:
            words += counted(self.tr(" {count} rows were not taken; they are named below."), count=left)
        self.message.tell(words, "jade", [(self.tr("Take this import back"), self.take_back)])
        self._show_take()
        self.changed.emit()

    def take_back(self) -> None:
        """Undo the import, where nothing else was done since."""
        preview = self.preview
        if preview is None or not self._taken or self.desk.next_undo != self._taken:
            self.message.tell(
                self.tr("Something was changed since; take the steps back one by one with Ctrl+Z."), "amber"
            )
            return
        self._exchange(self.desk.undo, lambda: self._took_back(preview), self.tr("Taking the import back"))

    def _took_back(self, preview: Preview) -> None:
        self._taken = ""
        self.shown_version = self.desk.version
        self.changed.emit()
        self.read(preview.path, "" if preview.is_ours else self.which.value)

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_preview(self) -> None:
        preview = self.preview
        self._stack.setCurrentWidget(self._shown if preview else self.place)
        for button in (self.take, self.other, self.drop_file):
            button.setVisible(preview is not None)
        say(self.head.title, preview.path.name if preview else self.tr("Import a list"))
        self._show_sheet()
        self._show_take()
        self.moved.emit()

    def _show_sheet(self, _key: str = "") -> None:
        sheet = self.preview.sheets.get(self.which.value) if self.preview else None
        self.model.show_sheet(sheet, self.fates.value)
        if sheet is None:
            return
        self.fates.say("", counted(self.tr("All {count}"), count=len(sheet.plan.steps)))
        for fate in FATES:
            self.fates.say(fate, f"{self.model.fate_words(fate)} {sheet.plan.count(fate)}")
        self.aside.show_sheet(sheet)
        self.aside.setVisible(self.aside.is_needed)

    def _show_fate(self, _key: str = "") -> None:
        self.model.show_sheet(self.model.sheet, self.fates.value)
        self.moved.emit()

    def _show_take(self) -> None:
        preview = self.preview
        if preview is None:
            say(self.head.facts, "")
            return
        count, of = preview.count("new", "changed"), preview.count(*FATES)
        self.take.setText(self.tr("Taken in") if self._taken else counted(self.tr("Take in {count}"), count=count))
        self.take.setEnabled(count > 0 and not self._taken)
        self.take.updateGeometry()
        words = counted(self.tr("{count} of {of} rows can be taken in"), count=count, of=of)
        if not count and of:
            words = self.tr("The ledger holds all of it already, or nothing can be taken.")
        say(self.head.facts, words)
        notes = [self.tr("a workbook of this program") if preview.is_ours else self.tr("recognised by its captions")]
        if preview.classes:
            notes.append(counted(self.tr("{count} classes are made along with it"), count=preview.classes))
        say(self._note, "　".join(notes))
        self.moved.emit()

    def _choose_form(self, key: str) -> None:
        preview = self.preview
        if preview is not None and preview.is_ours and key:
            self._show_sheet()
        elif preview is not None:
            self.read(preview.path, key)
        else:
            self.read(self._reading, key)

    def _lay_out(self) -> None:
        strip = QFrame()
        strip.setProperty("part", "strip")
        laid = row(self.fates, None, self._note, self.which, margins=(16, 0, 16, 0), parent=strip)
        laid.setAlignment(self.fates, Qt.AlignmentFlag.AlignVCenter)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.aside)
        split.setSizes([420, 200])
        split.setStretchFactor(0, 1)
        self._shown = QWidget()
        column(strip, split, gap=0, parent=self._shown).setStretch(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.place)
        self._stack.addWidget(self._shown)
        column(self.head, self.message, self.busy, self._stack, gap=0, parent=self).setStretch(3, 1)

    def _connect(self) -> None:
        self._reading = Path()
        self.place.asked.connect(self.choose)
        self.other.clicked.connect(self.choose)
        self.drop_file.clicked.connect(self.put_aside)
        self.take.clicked.connect(self.take_in)
        self.fates.chosen.connect(self._show_fate)
        self.which.chosen.connect(self._choose_form)
        self.aside.chosen.connect(self.table.go)

    # ── dropping a file ─────────────────────────────────────────────────────────────────────────────────────────

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._hover(is_hovered=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self._hover(is_hovered=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._hover(is_hovered=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read(paths[0])

    def _hover(self, *, is_hovered: bool) -> None:
        self.place.is_hovered = is_hovered
        self.place.update()

    def _ask_file(self) -> str:
        pattern = self.tr("Lists and workbooks ({endings})").format(endings=ENDINGS)
        return ask_file(self, self.tr("Choose a file"), str(self.desk.path.parent), pattern)
