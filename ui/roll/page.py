"""The roll page of any form: find a record, see every problem in place, put it right without leaving the roll."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from export.jobs.drafts import Drafts
from ui.editors import Setting
from ui.page import Command, Page, Place
from ui.parts import column, row
from ui.roll.binview import BinView
from ui.roll.bulk import Bulk
from ui.roll.card import RecordCard
from ui.roll.chooser import ColumnChooser
from ui.roll.columns import all_columns, first_columns
from ui.roll.fullform import FullForm
from ui.roll.grid import Grid
from ui.roll.known import KnownRecords
from ui.roll.marks import Marks, Segment
from ui.roll.model import RollModel
from ui.roll.record import Record
from ui.roll.sections import Sections
from ui.roll.selection import Asked, rows_shown
from ui.roll.strip import Strip
from ui.roll.table import FrozenTable
from ui.roll.top import Top
from ui.roll.walk import next_waiting
from ui.theme import Theme
from ui.translation import counted, said

if TYPE_CHECKING:
    from export.jobs.desk import Desk


class RollPage(Page):
    """Table to the left, card to the right. It reads the desk, and saves through it."""

    help_key = "filling"

    def __init__(self, desk: "Desk", theme: Theme, form: str = "student", parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.form = desk.library.forms[form]
        self.record = Record(desk, self.form)
        self.setting = Setting(records=KnownRecords(desk), places=self.record.beginnings, before=self.record.before)
        self.asked, self.marks = Asked(), Marks()
        self.columns, self.shown = all_columns(self.form), first_columns(self.form)
        self._is_told = True
        """Whether the window is told at once that another record is current."""
        self.model = RollModel(desk.tables[form], desk.tables, self)
        self.model.save = self.save
        self.top, self.strip = Top(self.form, theme), Strip(self.form, theme)
        self.table = FrozenTable(self.model, self.form, self.setting, theme)
        self.table.cells.whole = lambda at: desk.reveal(form, self.model.record(at.row()), self.table.current_field)
        self.bulk = Bulk(self, self.form, self.model, self.table)
        self.card = RecordCard(self.form, self.setting, theme)
        self.full: FullForm | None = None
        self.bin: BinView | None = None
        self.grid: Grid | None = None
        self.chooser = ColumnChooser(self.columns, theme, self)
        self._lay_out()
        self._connect()
        self.show_columns(self.shown)

    def _lay_out(self) -> None:
        self.setProperty("ground", "paper")
        left = column(self.strip, self.table, gap=0)
        left.setStretch(1, 1)
        self.stack, self._body = QStackedWidget(), QWidget()
        row(left, self.card, gap=0, parent=self._body).setStretch(0, 1)
        self.stack.addWidget(self._body)
        column(self.top, self.stack, gap=0, parent=self).setStretch(1, 1)

    def _connect(self) -> None:
        self.strip.search.textChanged.connect(lambda text: self._ask(text, self.asked.segment))
        self.strip.segments.chosen.connect(lambda segment: self._ask(self.asked.text, segment))
        for header in self.table.headers:
            header.filtered.connect(self._filter)
            header.sorted.connect(self._sort)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _record, field: self.sections.focus_field(field))
        self.table.keyed.connect(self._key)
        self.bulk.done.connect(lambda _words, _tone: self._renew())
        self.bulk.done.connect(self.told)
        self._join(self.card)
        self.card.reveal_all_asked.connect(self._reveal_number)
        self.card.full_asked.connect(self.full_form)
        self.strip.columns.clicked.connect(self.choose_columns)
        self.chooser.chosen.connect(self.show_columns)
        self.top.asked.connect(lambda command: self.commands()[command]())
        self.top.went.connect(self.went)

    def _join(self, view: RecordCard | FullForm) -> None:
        """Card and full form tell the same things."""
        view.stepped.connect(self.step)
        view.sections.finished.connect(self.save_and_next)
        view.sections.committed.connect(lambda field, text: self._keep({field: text}))
        view.sections.reveal_asked.connect(self._reveal)
        view.sections.explained.connect(self._explained)

    @property
    def sections(self) -> Sections:
        """The fields that are worked on now: in the full form where it is open, else in the card."""
        return self.full.sections if self.full and self.stack.currentWidget() is self.full else self.card.sections

    # ── the window asks ─────────────────────────────────────────────────────────────────────────────────────────

    @property
    def title(self) -> str:
        """The form's title."""
        return said(self.form)

    @property
    def forms(self) -> tuple[str, ...]:
        """The form of this roll."""
        return (self.form.name,)

    def refresh(self) -> None:
        """Read the desk anew; the same record stays current where it is still there."""
        is_first, self.shown_version = self.shown_version < 0, self.desk.version
        self.marks = Marks.of(self.desk.problems(self.form.name), self.desk.lacking(self.form.name))
        self._show_rows()
        self.table.fit_names()
        if self.grid and not self.grid.draft.is_current:
            self._show_list()  # its rows wait in their own period
        if self.bin and self.stack.currentWidget() is self.bin:
            self.bin.refresh()
        if is_first:
            self._tell_waiting()

    def _tell_waiting(self) -> None:
        """Nobody forgets rows that were typed on another day."""
        if waiting := Drafts(self.desk, self.form.name).waiting():
            words = self.tr("{count} rows of batch entry are not in the ledger yet; Ctrl+B goes on with them.")
            self.told.emit(counted(words, count=waiting), "amber")

    def commands(self) -> Mapping[str, Command]:
        """What can be done on the roll, or in what stands in its place: nothing is done to what is not seen."""
        if self.grid and self.stack.currentWidget() is self.grid:
            return self.grid.commands()
        if self.bin and self.stack.currentWidget() is self.bin:
            return {"grid": self.open_grid, "new": self.new, "bin": self._show_list}
        return {
            "grid": self.open_grid, "paste": self.bulk.paste, "fill_down": self.bulk.fill_down,
            "take_in": self.save_and_next, "new": self.new, "full_form": self.full_form, "bin": self.open_bin,
            "next_record": lambda: self.step(1), "previous_record": lambda: self.step(-1),
            "columns": self.choose_columns, "remove": self.bulk.remove,
        }  # fmt: skip

    def find_text(self, text: str = "") -> bool:
        """The cursor goes into the search, back from a full form or the bin; the entry grid has none of its own."""
        if self.grid is not None and self.stack.currentWidget() is self.grid:
            return False
        self._show_list() if self.stack.currentWidget() is not self._body else None
        self.strip.search.setFocus()
        self.strip.search.setText(text or self.strip.search.text())
        self.strip.search.selectAll()
        return True

    def show_place(self, place: Place) -> None:
        """Go to a record, even where the filters hide it, or grid or bin stand in its place."""
        if isinstance(self.stack.currentWidget(), Grid | BinView):
            self._show_list()
        self.sections.commit()
        if not self.table.go(place.record, place.field):
            self.show_all()
            self.table.go(place.record, place.field)
        if place.field:
            self.sections.focus_field(place.field)

    def facts(self) -> list[str]:
        """Shown of all, and how many are selected."""
        if self.grid and self.stack.currentWidget() is self.grid:
            return self.grid.facts()
        of = len(self.desk.tables[self.form.name])
        counts = counted(self.tr("{shown} of {of} records"), shown=self.model.rowCount(), of=of)
        selected = self.table.selected_count()
        return [counts, counted(self.tr("{count} selected"), count=selected)] if selected else [counts]

    def panes(self) -> list[QWidget]:
        """Search, list, card; or those of what stands in their place: nobody types into what is not seen."""
        if isinstance(over := self.stack.currentWidget(), Grid):
            return [over.view, over.panel.view]
        if isinstance(over, FullForm | BinView):
            return over.panes()
        return [self.strip.search, self.table.right, self.card.sections]

    def leave(self) -> None:
        """Save what is still being typed."""
        self.sections.commit()
        self.grid.leave() if self.grid else None

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def show_columns(self, names: list[str]) -> None:
        """Show these columns."""
        self.shown = names
        self.model.show_columns([self.columns[name] for name in names])
        self.table.show_columns()

    def show_all(self) -> None:
        """Take away search, segment and filters."""
        for header in self.table.headers:
            header.clear_filters()
        self.strip.search.clear()
        self.asked = Asked(sort=self.asked.sort, descending=self.asked.descending)
        self.strip.segments.choose("all")
        self._show_rows()

    def _show_rows(self, *, again: bool = True, changed: bool = True) -> None:
        """Show the rows that are asked for; without `again` those that are shown stay. `changed`: records may read
        otherwise than before, which is not so while somebody only looks for one.
        """
        table, tables, stay = self.desk.tables[self.form.name], self.desk.tables, self.record.id
        hits = self.desk.hits(self.form.name, self.asked.text) if self.asked.text.strip() else None
        rows = self.model.rows if not again else rows_shown(self.asked, table, self.columns, tables, self.marks, hits)
        self.model.show(table, rows, self.marks, hits)
        self.strip.show_found(len(rows))
        if changed:
            counts = self.marks.counts(table.ids)
            self.strip.show_counts(counts)
            self.top.show_counts(len(table), len(table) - counts["missing"])
        if self.record.is_new:
            self._show_card(another=False)
            return
        self._is_told = False  # one word to the window, below, for another record and other rows
        if not (stay and self.table.go(stay)) and rows:
            self.table.go_line(0)
        if stay and table.row_of(stay) is None and not rows:
            self.record.show("")  # it went into the bin, and nothing else is asked for
            self._show_card(another=True)
        self._is_told = True
        if changed and self.record.id == stay:
            self._show_card(another=False)
        self.moved.emit()

    def _show_card(self, *, another: bool) -> None:
        record, view = self.record, self.full if self.full and self.stack.currentWidget() is self.full else self.card
        told = self.marks.record(record.id)
        view.show_record(record.who(), record.texts(), told, calm=record.is_fresh, another=another)

    # ── slots ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self, text: str, segment: str) -> None:
        self.asked.text, self.asked.segment = text, cast("Segment", segment)
        self._show_rows(changed=False)

    def _filter(self, field: str, wanted: str) -> None:
        self.asked.filters.pop(field, None)
        if wanted:
            self.asked.filters[field] = wanted
        self._show_rows(changed=False)

    def _sort(self, field: str) -> None:
        self.asked.descending = self.asked.sort == field and not self.asked.descending
        self.asked.sort = field
        for header in self.table.headers:
            header.show_sort(field, self.asked.descending)
        self._show_rows(changed=False)

    def _chosen(self, record: str) -> None:
        if record and record != self.record.id:
            self.sections.commit()
            if self.table.current != record:
                self.table.go(record)  # what was saved has led back to where it was typed
            self.record.show(record)
            self._show_card(another=True)
        if self._is_told:
            self.moved.emit()

    def save(self, record: str, field: str, text: str) -> None:
        """Keep what was typed in a cell."""
        self.record.show(record)
        self._keep({field: text})

    def _keep(self, texts: dict[str, str]) -> None:
        """Save, and show what follows from it. A record that is no longer asked for stays until one looks elsewhere."""
        new = self.record.is_new
        if not self.is_done(lambda: self.record.save(texts)):
            return
        self.shown_version = self.desk.version
        self.marks = Marks.of(self.desk.problems(self.form.name), self.desk.lacking(self.form.name))
        self._show_rows(again=new)
        self.table.fit_names()
        self.changed.emit()

    def _reveal(self, field: str) -> None:
        self.sections.reveal(field, self.record.reveal(field))

    def _reveal_number(self) -> None:
        for field in [name for name, of in self.form.fields.items() if of.private and of.kind.name == "id_card"][:1]:
            self._reveal(field)

    def _explained(self, key: str, reason: str) -> None:
        self.is_done(lambda: self.desk.set_reason([key], reason))
        self._renew()

    def _key(self, event: QKeyEvent) -> None:
        """Letters typed on the list go into the search."""
        if event.text() and event.text().isprintable() and not event.modifiers() & ~event.modifiers().ShiftModifier:
            self.strip.search.setFocus()
            QGuiApplication.sendEvent(self.strip.search, event)

    # ── commands ────────────────────────────────────────────────────────────────────────────────────────────────

    def new(self) -> None:
        """Begin a record with defaults and what is carried over; it is kept with the first thing typed."""
        self._show_list() if self.bin and self.stack.currentWidget() is self.bin else None
        self.sections.commit()
        if self.asked.text or self.asked.filters or self.asked.segment != "all":
            self.show_all()
        self.record.begin(self.table.current or None)
        self._show_card(another=True)
        self.sections.focus_field(self.record.first_blank())

    def save_and_next(self) -> None:
        """Keep what is typed and go on: to another new record while records are being typed, else to the next one."""
        fresh = self.record.is_fresh
        self.leave()
        self.new() if fresh else self.step(1)

    def full_form(self) -> None:
        """Open the record's full form, or go back to the list."""
        self.leave()
        if self.full is None:
            self.full = FullForm(self.form, self.setting, self.theme)
            self._join(self.full)
            self.full.left.connect(self.full_form)
            self.stack.addWidget(self.full)
        field = self.sections.current_field()
        self.stack.setCurrentWidget(self._body if self.stack.currentWidget() is self.full else self.full)
        self._show_card(another=True)
        self.sections.focus_field(field or next(iter(self.form.fields)))

    def choose_columns(self) -> None:
        """Tick the columns to be shown."""
        self.chooser.open_at(self.strip.columns.mapToGlobal(self.strip.columns.rect().bottomRight()), self.shown)

    def open_bin(self) -> None:
        """Show what was removed."""
        self.leave()
        if self.bin is None:
            self.bin = BinView(self.desk, self.form, self.setting, self.theme)
            self.bin.restored.connect(self._renew)
            self.bin.told.connect(self.told)
            self.bin.left.connect(self._show_list)
            self.stack.addWidget(self.bin)
        self.stack.setCurrentWidget(self.bin)
        self.bin.refresh()
        self.moved.emit()

    def open_grid(self) -> None:
        """Batch entry: type or paste many at once."""
        self.leave()
        if self.grid is None or not self.grid.draft.is_current:
            self.grid = Grid(self.desk, self.form.name, self.setting, self.theme)
            self.grid.closed.connect(self._show_list)
            self.grid.taken.connect(lambda _count: self._renew())
            self.grid.told.connect(self.told)
            self.grid.moved.connect(self.moved)
            self.stack.addWidget(self.grid)
        self.top.hide()
        self.stack.setCurrentWidget(self.grid)
        self.grid.check()  # the ledger beside which it is checked may be another one since
        self.grid.view.begin(len(self.grid.draft))
        self.moved.emit()

    def _show_list(self) -> None:
        self.leave()
        self.top.show()
        self.stack.setCurrentWidget(self._body)
        self._show_card(another=True)
        self.table.right.setFocus()
        self.moved.emit()

    def _renew(self) -> None:
        self.refresh()
        self.changed.emit()

    def step(self, by: int) -> None:
        """The next record or the one before, with the cursor in the same field."""
        field = self.sections.current_field()
        self.sections.commit()
        self.record.drop_new()
        if self.table.step(by) and field:
            self.sections.focus_field(field)

    def next_problem(self, *, back: bool = False) -> bool:
        """The next field that waits, from the current one on."""
        if self.grid and self.stack.currentWidget() is self.grid:
            return self.grid.next_problem(back=back)
        field, _ = self.sections.current_field(), self.sections.commit()  # after it another problem may wait
        at = (self.model.line_of(self.record.id), field)
        found = next_waiting(self.model, self.marks, list(self.form.fields), at, back=back)
        if found is None:
            return False
        self.table.go(*found)
        self.sections.focus_field(found[1] or self.form.label[0])
        return True
