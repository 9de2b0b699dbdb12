"""What the county has to ask of its schools now: problems that stand, children at two schools, transfers left open."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from db.county.sent import Fault
from db.county.store import CountyStore
from export.jobs.county.holdings import Holding, Holdings
from export.jobs.county.period import period_of
from export.slip import Kind, SlipItem
from forms.library import Library
from forms.likeness import Comparison, Decision, OpenMove, Pair, Side, compare
from forms.problems import OF_THE_FILE, Language

NOT_ASKED = ("county.new_key", "county.held", "county.conflict")
"""Somebody must ask on the phone: a slip would go to whoever signed."""
Asked = tuple[str, SlipItem]
"""School and item."""
Compared = Callable[[], Comparison]


class Questions:
    """Everything that is asked of every school, worked out when somebody wants it."""

    def __init__(
        self, store: CountyStore, library: Library, compared: Compared | None = None, lang: Language = "zh"
    ) -> None:
        """`compared` gives a comparison of the county's pupils that was made before; it is asked for only if needed."""
        self._store, self._library, self._compared = store, library, compared
        self._lang: Language = lang
        self._period = period_of(store).code
        self._holdings = Holdings(store, library)

    @cached_property
    def comparison(self) -> Comparison:
        """All pupils of the county side by side."""
        if self._compared is not None:
            return self._compared()
        return compare(self._store.pupils(self._period), self._store.moves(self._period))

    @cached_property
    def problems(self) -> dict[str, list[SlipItem]]:
        """School → what is wrong with its workbook."""
        return _by_school(self._faults())

    @cached_property
    def pupils(self) -> dict[str, list[SlipItem]]:
        """School → its pupils who are at another school, too, or should be."""
        return _by_school((*self._pairs(), *self._moves()))

    @property
    def by_school(self) -> dict[str, list[SlipItem]]:
        """School → all its items: problems first, then its pupils."""
        schools = dict.fromkeys((*self.problems, *self.pupils))
        return {school: [*self.problems.get(school, ()), *self.pupils.get(school, ())] for school in schools}

    @cached_property
    def names(self) -> dict[str, str]:
        """School → what it is called."""
        sent = {kept.school: kept.school_name for kept in self._store.deliveries(self._period)}
        return sent | {code: school.name for code, school in self._store.register().items() if school.name}

    def _faults(self) -> Iterator[Asked]:
        """What checks found and nobody explained."""
        by_school: dict[str, list[Fault]] = {}
        for fault in self._store.problems(self._period):
            if fault.code not in NOT_ASKED and (fault.level == "error" or not fault.reason):
                by_school.setdefault(fault.school, []).append(fault)
        for school, faults in by_school.items():
            holding = self._holdings.of(school, self._period)
            items = [self._fault(fault, holding) for fault in faults]
            yield from ((school, item) for item in _counted(items, self._library, self._lang))

    def _fault(self, fault: Fault, holding: Holding) -> SlipItem:
        whole = fault.code.startswith(OF_THE_FILE)
        label = "" if whole else _label(fault, holding)
        record = fault.record or ("" if fault.row < 0 else f"row {fault.row}")
        place = f"{fault.sheet}!{fault.cell}" if whole else f"{fault.form}|{record}|{fault.field}"
        return SlipItem(
            f"{fault.code}|{place}", "file" if whole else "problem", fault.message.removeprefix(f"{label}："),
            self._todo(fault, whole=whole), fault.code, fault.form, fault.record, fault.field, fault.sheet, fault.cell,
            label,
        )  # fmt: skip

    def _todo(self, fault: Fault, *, whole: bool) -> str:
        if whole:
            return self._text("slip.todo_file")
        if fault.level == "reminder":
            return self._text("slip.todo_reminder")
        return self._text("slip.todo_fix", fix=fault.fix) if fault.fix else self._text("slip.todo_error")

    def _pairs(self) -> Iterator[Asked]:
        """Pairs that somebody decided to ask about, or to settle, and transfers that one school has not recorded."""
        decisions = self._store.decisions()
        for pair in self.comparison.pairs:
            if pair.state != "transfer_closes":
                yield from self._pair(pair, decisions.get(pair.key))

    def _pair(self, pair: Pair, decision: Decision | None) -> Iterator[Asked]:
        first, second = pair.first, pair.second
        if decision is None:
            if pair.state == "transfer_open":
                yield self._transfer(pair)
        elif decision.verdict == "ask":
            for own, other in ((first, second), (second, first)):
                yield self._about(pair, own, other, "ask", self._text("slip.todo_ask"))
        elif decision.verdict in ("first", "second"):
            stays, goes = (first, second) if decision.verdict == "first" else (second, first)
            if goes.pupil.on_roll:
                todo = self._text("slip.todo_leave", school=self._called(stays.school))
                yield self._about(pair, goes, stays, "leave", todo)

    def _transfer(self, pair: Pair) -> Asked:
        """The school that has not recorded the transfer is asked to, or to say that it did not happen."""
        came = {school for school, move in pair.moves if not move.leaves}
        both = pair.first.pupil.on_roll and pair.second.pupil.on_roll
        is_first = pair.second.school in came if both else pair.first.pupil.on_roll
        own, other = (pair.first, pair.second) if is_first else (pair.second, pair.first)
        names = {"name": own.pupil.name, "school": self._called(other.school)}
        todo = self._text("slip.todo_release" if both else "slip.todo_receive", **names)
        return self._about(pair, own, other, "leave" if both else "enter", todo)

    def _about(self, pair: Pair, own: Side, other: Side, kind: Kind, todo: str) -> Asked:
        reasons = "；".join(self._text(reason.code, **reason.params) for reason in pair.reasons)
        sentence = self._text(
            "slip.same_child", name=own.pupil.name, school=self._called(other.school), reasons=reasons
        )
        item = SlipItem(
            f"{kind}|{pair.key}", kind, sentence, todo, form="student", record=own.pupil.record, field="name",
            label=own.pupil.name, other=other.school,
        )  # fmt: skip
        return own.school, item

    def _moves(self) -> Iterator[Asked]:
        """Transfers of which the other school knows nothing at all."""
        for open_ in self.comparison.open_moves:
            yield open_.other, self._move(open_)

    def _move(self, open_: OpenMove) -> SlipItem:
        move, names = open_.move, {"school": self._called(open_.school), "name": open_.move.name}
        sentence = self._text("slip.came_unknown" if move.leaves else "slip.went_unknown", **names, day=move.date)
        todo = self._text("slip.todo_receive" if move.leaves else "slip.todo_release", **names)
        return SlipItem(
            f"move|{open_.school}/{move.record}", "enter" if move.leaves else "leave", sentence, todo,
            form="student", label=move.name, other=open_.school,
        )  # fmt: skip

    def _called(self, school: str) -> str:
        return self.names.get(school, school)

    def _text(self, code: str, **params: object) -> str:
        return self._library.catalogue.text(code, params, self._lang)


def _by_school(asked: Iterable[Asked]) -> dict[str, list[SlipItem]]:
    found: dict[str, list[SlipItem]] = {}
    for school, item in asked:
        found.setdefault(school, []).append(item)
    return found


def _label(fault: Fault, holding: Holding) -> str:
    """How people call the record."""
    table = holding.tables.get(fault.form)
    return table.label(fault.row, holding.tables) if table is not None and 0 <= fault.row < len(table) else ""


def _counted(items: Sequence[SlipItem], library: Library, lang: Language) -> Iterator[SlipItem]:
    """Items once each; of what was changed in a file afterwards one for each sheet, with how often."""
    once = {item.id: item for item in items}
    of_files: dict[tuple[str, str], list[SlipItem]] = {}
    for item in once.values():
        if item.kind == "file":
            of_files.setdefault((item.code, item.sheet), []).append(item)
        else:
            yield item
    for (code, sheet), group in of_files.items():
        more = library.catalogue.text("slip.times", {"count": len(group)}, lang) if len(group) > 1 else ""
        yield replace(group[0], id=f"{code}|{sheet}", sentence=group[0].sentence + more)


def answered(store: CountyStore, period: str) -> Mapping[str, Mapping[str, str]]:
    """School and item → what the school answered last; a draft answers nothing."""
    return {f"{school}/{answer['item']}": answer for school, answer in store.answers(period) if "item" in answer}
