"""A county's open store, as a window needs it: the board, batches, children in two schools, figures, the register.

It composes what the other modules of this room do and decides nothing itself. Any thread may call it. What is slow (the
comparison of all pupils, the indicators) is worked out when it is asked for and kept until something changes.
"""

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from db.county.log import Entry
from db.county.register import School
from db.county.sent import Batch, Fault, FileLine, Kept, Sender
from db.county.store import CountyStore
from export.jobs.backups import copy_name
from export.jobs.county import board as boards
from export.jobs.county.book import write_book
from export.jobs.county.choices import Rule, choose, enter, prove, settings_of
from export.jobs.county.explain import Explanation, explain
from export.jobs.county.holdings import Holding, Holdings
from export.jobs.county.intake import Progress
from export.jobs.county.measure import measure
from export.jobs.county.merge import Merged, Merging
from export.jobs.county.pair_detail import PairDetail, pair_detail
from export.jobs.county.pair_line import PairAnswer, PairLine
from export.jobs.county.period import period_of
from export.jobs.county.plan import Planning
from export.jobs.county.questions import answered
from export.jobs.county.schools import Taken, add_unknown, import_schools, read_said
from export.jobs.county.slips import Slips, Written
from export.jobs.opening import COUNTY_ENDING
from export.jobs.session import Session
from export.seal.sign import fingerprint, public_key
from forms.indicators import Indicator, Settings, Stage, items_to_reach, school_verdicts
from forms.indicators.asked import Asked
from forms.indicators.verdict import SchoolVerdict
from forms.library import Library
from forms.likeness import Decision, Pair, Verdict
from forms.likeness.pairs import Comparison, compare
from forms.periods import Period

Result = TypeVar("Result")
NOWHERE = Path()
USER = "user"
"""Name of the setting that keeps who works here."""


class Bureau:
    """One county's store and one period of it, open for work."""

    def __init__(self, store: CountyStore, session: Session, user: str = "", path: Path = NOWHERE) -> None:
        self.session, self.store, self.user = session, store, user
        self.path = path
        """The file; NOWHERE of a county that lies on a server."""
        self.library: Library = session.library
        self.version = 0
        """Grows with each change."""
        self._turn = threading.RLock()
        self._known: dict[str, object] = {}
        self._locks: dict[str, threading.RLock] = {}
        self._decided: list[tuple[str, Decision | None]] = []

    @classmethod
    def open(cls, path: Path, session: Session, password: str | None = None, user: str = "") -> Self:
        """Open a store; a practice store takes no password. Who worked here last goes on. Raises Refusal."""
        store = CountyStore.open(path, session.library, password)
        return cls(store, session, user or store.setting(USER), path)

    @classmethod
    def create(
        cls, path: Path, session: Session, code: str, name: str, period: str, *,
        password: str | None = None, practice: bool = False, user: str = "",
    ) -> Self:  # fmt: skip
        """Make a new store and open it. Raises Refusal."""
        store = CountyStore.create(path, session.library, code, name, password=password, practice=practice)
        store.set_period(period, user)
        store.set_setting(USER, user, user)
        return cls(store, session, user, path)

    def close(self) -> None:
        """Leave one complete file."""
        self.store.close()

    @property
    def period(self) -> Period:
        """The period that the county works on."""
        return period_of(self.store)

    @property
    def name(self) -> str:
        """Name of the county; its division where nobody gave it one."""
        return self.store.name or f"{self.store.code} 县级台账"

    @property
    def practice(self) -> bool:
        """Whether nothing here is real."""
        return self.store.practice

    # ── the board ───────────────────────────────────────────────────────────────────────────────────────────────

    def board(self) -> boards.Board:
        """School by school, who has reported."""
        return self._once("board", lambda: boards.board(self.store, self.library, self.slips().waiting()))

    def set_deadline(self, day: str) -> None:
        """By when the files are due; an ISO day."""
        self.store.set_setting("deadline", day, self.user)
        self._changed()

    # ── batches ─────────────────────────────────────────────────────────────────────────────────────────────────

    def planning(self, progress: Progress | None = None) -> Planning:
        """What taking files in would do, to be found out on another thread; nothing is changed."""
        return Planning(self.store, self.session, progress)

    def merging(self, progress: Progress | None = None) -> Merging:
        """A merge to be run on another thread; tell `merged` when it has ended."""
        return Merging(self.store, self.session, self.user, progress)

    def merged(self, done: Merged) -> None:
        """A merge has ended; a county without a register begins with the schools that have sent something."""
        if not self.store.register() and not done.cancelled:
            add_unknown(self.store, self.library, self.sent(), self.user)
        self._changed()

    def sent(self) -> set[str]:
        """Schools that have sent something for the period."""
        return {school for school, _ in self.store.current(self.period.code)}

    def sources(self, batch: int) -> list[Path]:
        """The files and folders from which a batch that was interrupted was taken, as far as they are still there."""
        return [Path(path) for path in self.store.sources(batch) if Path(path).exists()]

    def batches(self) -> list[Batch]:
        """Every batch, newest first."""
        return self.store.batches()

    def files(self, batch: int | None = None) -> list[FileLine]:
        """What became of the files of a batch, or of all."""
        return self.store.files(batch)

    def set_aside(self) -> list[FileLine]:
        """Files in quarantine of which nothing came right since under the same name; newest first."""
        return self._once("aside", lambda: boards.set_aside(self.store))

    def senders(self, lines: Iterable[FileLine]) -> dict[int, Sender]:
        """File → whose the first delivery in it is."""
        known = self.store.senders()
        found = ((line.id, known.get(line.deliveries[0])) for line in lines if line.deliveries)
        return {file: sender for file, sender in found if sender is not None}

    def take_back(self, batch: int) -> None:
        """Undo a batch: what it brought goes, what it replaced counts again."""
        self.store.undo(batch, self.user)
        self._changed()

    # ── children in two schools ─────────────────────────────────────────────────────────────────────────────────

    def comparison(self) -> Comparison:
        """All pairs and open transfers; slow for a large county."""
        period = self.period.code
        return self._once("pairs", lambda: compare(self.store.pupils(period), self.store.moves(period)))

    def pairs(self) -> list[PairLine]:
        """Every pair with its decision, the surest first."""
        decisions, names = self.store.decisions(), self.school_names()
        schools = ((pair, pair.first.school, pair.second.school) for pair in self.comparison().pairs)
        return [
            PairLine(pair, decisions.get(pair.key), (names.get(first, first), names.get(second, second)))
            for pair, first, second in schools
        ]

    def decide(self, pair: str, verdict: Verdict, reason: str = "") -> None:
        """Decide of a pair; the next merge remembers it."""
        self._decided.append((pair, self.store.decisions().get(pair)))
        self.store.decide(pair, verdict, reason, self.user)
        self._changed(deliveries=False)

    def withdraw(self, pair: str) -> None:
        """Take a decision back."""
        self.store.withdraw(pair, self.user)
        self._changed(deliveries=False)

    def undo_decision(self) -> str | None:
        """Take the last decision of this sitting back; the key of its pair."""
        if not self._decided:
            return None
        pair, before = self._decided.pop()
        if before is None:
            self.store.withdraw(pair, self.user)
        else:
            self.store.decide(pair, before.verdict, before.reason, self.user)
        self._changed(deliveries=False)
        return pair

    def pair_answers(self, pair: Pair) -> list[PairAnswer]:
        """What the two schools answered to what they were asked of this pair; who was not asked is not named."""
        period, asked = self.period.code, {"ask", "leave", "enter"}
        given = self._once("answers", lambda: answered(self.store, period))
        names, found = self.school_names(), list[PairAnswer]()
        for side in (pair.first, pair.second):
            slips = self.store.slips(period, side.school)
            ids = [item["id"] for slip in slips for item in slip.items if item["kind"] in asked]
            own = [id_ for id_ in ids if id_.partition("|")[2] == pair.key]
            if own:
                said = given.get(f"{side.school}/{own[-1]}", {})
                name = names.get(side.school, side.school)
                found.append(PairAnswer(name, said.get("text", ""), said.get("who", "")))
        return found

    def pair_detail(self, pair: Pair) -> PairDetail | None:
        """Both records side by side; None where one of them no longer counts."""
        return pair_detail(pair, self.store, self.library, self.school_names(), self.session.language)

    # ── return slips ────────────────────────────────────────────────────────────────────────────────────────────

    def slips(self) -> Slips:
        """What would go out now, and what became of what went out."""
        return Slips(self.store, self.library, self.comparison)

    @cached_property
    def signer(self) -> str:
        """Six digits of the key that signs the slips: a school that calls compares them with what it sees there."""
        return fingerprint(public_key(self.store.signing_key()))

    def write_slips(
        self, folder: Path, deadline: str = "", schools: Collection[str] | None = None, again: Collection[str] = (),
        progress: Progress | None = None,
    ) -> list[Written]:  # fmt: skip
        """Write the slips of all schools that have something to do, or of those named; slow at the first time."""
        try:
            return self.slips().write(folder, deadline, schools=schools, again=again, user=self.user, progress=progress)
        finally:  # stopped half-way, those that are written are written
            self._changed(deliveries=False)

    def write_book(self, to: Path) -> None:
        """Write the county's workbook, which another merge can take in. Refusal where it cannot be written."""
        write_book(self.store, self.library, self.board(), self.comparison(), to)

    # ── figures ─────────────────────────────────────────────────────────────────────────────────────────────────

    def indicators(self) -> list[Indicator]:
        """Every item at every stage."""
        return self._once("indicators", lambda: measure(self.store, self.library))

    def verdicts(self, stage: Stage) -> list[SchoolVerdict]:
        """Whether each school reaches what the rules ask of the seven items at a stage."""
        region = settings_of(self.store).region
        reach = items_to_reach(self.library.standards, self.period.starts, region)
        return school_verdicts(self.indicators(), stage, reach)

    def settings(self) -> Settings:
        """What the county decided where the rules leave it open, and the figures that it entered."""
        return settings_of(self.store)

    def choose(self, rule: Rule, value: str | bool) -> None:
        """Decide of a rule; the figures follow."""
        choose(self.store, rule, value, self.user)
        self._measure_anew()

    def enter(self, asked: Asked, text: str, proof: str | None = None) -> str:
        """Enter a figure and what proves it; a sentence where it cannot be read, and then nothing is changed."""
        wrong = enter(self.store, asked, text, self.user)
        if wrong is not None:
            params = {**wrong.params, "field": asked.zh if self.session.language == "zh" else asked.en}
            return self.library.catalogue.text(wrong.code, params, self.session.language)
        if proof is not None and asked.proof:
            prove(self.store, asked, proof, self.user)
        self._measure_anew()
        return ""

    def _measure_anew(self) -> None:
        with self._turn:
            self._known.pop("indicators", None)
            self._changed(deliveries=False)

    def explain(self, indicator: Indicator, school: str) -> Explanation | None:
        """How an indicator came about at a school, down to file, sheet and row."""
        return explain(indicator, school, self.store, self.library, self.session.language)

    # ── the register ────────────────────────────────────────────────────────────────────────────────────────────

    def register(self) -> Mapping[str, School]:
        """Every school that is or was, by code."""
        return self.store.register()

    def school_names(self) -> dict[str, str]:
        """Code → name, as the register or the board knows it."""
        return {row.code: row.name for row in self.board().rows} | {
            code: school.name for code, school in self.register().items() if school.name
        }

    def set_school(self, code: str, **fields: str) -> None:
        """Change what the register says of a school, or put a new one in."""
        said: dict[str, Any] = {**asdict(self.register().get(code, School(code))), **fields}
        self.store.set_register([School(**said)], self.user)
        self._changed()

    def read_said(self, field: str, text: str) -> tuple[str, str]:
        """What was typed into a field of the register: as it is kept, and a sentence where it cannot be read."""
        return read_said(field, text, self.session)

    def import_register(self, path: Path) -> Taken:
        """Take in a list of schools."""
        taken = import_schools(path, self.store, self.session, self.user)
        self._changed()
        return taken

    def close_school(self, code: str, day: str, into: str = "") -> None:
        """A school closes, or is taken over by another."""
        self.store.close_school(code, day, into, self.user)
        self._changed()

    # ── one school ──────────────────────────────────────────────────────────────────────────────────────────────

    def holding(self, school: str) -> Holding:
        """The school's records that count, and where each stood."""
        return Holdings(self.store, self.library).of(school)

    def deliveries(self, school: str) -> list[Kept]:
        """What the school sent for the period, newest first; superseded ones too."""
        return self.store.deliveries(self.period.code, school)

    def problems(self, school: str | None = None) -> list[Fault]:
        """What the checks found in the records that count."""
        return self.store.problems(self.period.code, school, self.session.language)

    def accept_key(self, school: str, key: str = "") -> None:
        """Whoever called the school says that a new signature is its own. Refusal where none waits, or several."""
        self.store.accept_key(school, key, self.user)
        self._changed()

    def take(self, delivery: int) -> None:
        """Whoever called the school says that this file is its own, or the right one of two. Refusal: it is gone."""
        self.store.choose(delivery, self.user)
        self._changed()

    def arrival(self, delivery: int) -> tuple[str, str]:
        """The file in which a delivery came first, and when."""
        return self._once("arrivals", lambda: boards.arrivals(self.store)).get(delivery, ("", ""))

    # ── the rest ────────────────────────────────────────────────────────────────────────────────────────────────

    def set_period(self, code: str) -> None:
        """Work on another period."""
        self.store.set_period(code, self.user)
        self._changed()

    def periods(self) -> set[str]:
        """Periods for which something was sent."""
        return self.store.periods()

    def log(self, limit: int = 200) -> list[Entry]:
        """The last deeds, newest first."""
        return self.store.log(limit)

    def altered_log(self) -> list[int]:
        """Numbers of deeds whose log was altered behind the program's back; none where it holds. Any thread."""
        return self.store.verify_log()

    def backup(self, folder: Path) -> Path:
        """Copy everything into a closed, verified file in a folder; it opens with the same passwords."""
        to = folder / copy_name(self.store.code, COUNTY_ENDING)
        self.store.backup(to)
        return to

    def _changed(self, *, deliveries: bool = True) -> None:
        """Forget what was worked out; a decision or a slip changes the board, but neither the pairs nor the figures."""
        with self._turn:
            self.version += 1
            self._known.pop("board", None)
            if deliveries:
                self._known.clear()

    def _once(self, name: str, work: Callable[[], Result]) -> Result:
        """What was worked out already; whoever asks for something else meanwhile need not wait for it."""
        with self._turn:
            lock, version = self._locks.setdefault(name, threading.RLock()), self.version
        with lock:
            if name in self._known:
                return cast("Result", self._known[name])
            made = work()
            with self._turn:
                if version == self.version:  # else it is of a state that is gone: good for who asked, not to be kept
                    self._known[name] = made
            return made
