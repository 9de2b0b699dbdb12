"""The form 学籍异动: who entered with the school year, who came and went since, so that headcounts balance."""

from collections.abc import Iterator, Sequence

from forms.practice.children import CAME, ON_LEAVE, RETURNED, WENT, Pupil
from forms.practice.county import JUNIOR, PRESCHOOL, Partner
from forms.practice.dice import Dice, Weighted, weighted
from forms.practice.pools import Data
from forms.practice.setting import Row, Setting
from forms.table import Record

ENTERED = "11"
"""新生入学."""
FIRST_GRADES = {PRESCHOOL, "11", JUNIOR[0]}
_REPORTED, _ILLNESS = "33", "21"
"""Codes of 异动原因: 新生报到, 疾病."""
_WORK, _OTHER_PROVINCE = {"11", "15"}, "3"
"""Codes of 异动原因 (父母务工地变动, 回户籍地就读) and 转学范围 (外省)."""


def movement_rows(setting: Setting, pupils: Sequence[Pupil], operator: str) -> list[Row]:
    """One record for everybody who is here since this school year or no longer, in the order of days."""
    dice = setting.site.dice("movements")
    writer = _Writer(setting, operator, dice)
    told = [pupil for pupil in pupils if pupil.moved or pupil.grade in FIRST_GRADES]
    rows = [(dice.lasting_id(), record) for pupil in told for record in writer.records(pupil)]
    return sorted(rows, key=lambda row: str(row[1]["effective_on"]))


class _Writer:
    """Writes the movements of one school year."""

    def __init__(self, setting: Setting, operator: str, dice: Dice) -> None:
        self._setting, self._operator, self._dice = setting, operator, dice
        self._serial = 0
        self._stories: dict[tuple[str, str], Weighted[Data]] = {
            (kind, scope): _stories(setting.words.roll["movements"], kind, scope)
            for kind in (CAME, RETURNED, WENT, ON_LEAVE) for scope in ("", "1", "2", "3")
        }  # fmt: skip

    def records(self, pupil: Pupil) -> Iterator[Record]:
        """The movements of a pupil: for one who came back the leave, too, for one who left the entry of this year."""
        if pupil.moved == CAME and pupil.partner:
            yield self._came(pupil, pupil.partner)
        elif pupil.moved == RETURNED:
            yield from (self._paused_before(pupil), self._returned(pupil))
        elif pupil.grade in FIRST_GRADES:
            yield self._entry(pupil)
        if pupil.moved == WENT and pupil.partner:
            yield self._went(pupil, pupil.partner)
        elif pupil.moved == ON_LEAVE:
            yield self._paused(pupil)

    def _entry(self, pupil: Pupil) -> Record:
        """新生入学 on the first of September."""
        return {
            "student": pupil.id, "kind": ENTERED, "effective_on": self._setting.days.first, "grade_after": pupil.grade,
            "class_after": pupil.class_no, "reason": _REPORTED, "operator": self._operator,
        }  # fmt: skip

    def _came(self, pupil: Pupil, partner: Partner) -> Record:
        return self._change(pupil, pupil.came, CAME, partner.scope) | {
            "grade_before": pupil.grade, "grade_after": pupil.grade, "class_after": pupil.class_no,
            "scope": partner.scope, "from_code": partner.code, "from_school": partner.name,
            "to_code": self._setting.site.code, "to_school": self._setting.site.name,
        }  # fmt: skip

    def _went(self, pupil: Pupil, partner: Partner) -> Record:
        return self._change(pupil, pupil.gone, WENT, partner.scope) | {
            "grade_before": pupil.grade, "scope": partner.scope, "from_code": self._setting.site.code,
            "from_school": self._setting.site.name, "to_code": partner.code, "to_school": partner.name,
        }  # fmt: skip

    def _paused(self, pupil: Pupil) -> Record:
        until = f"{self._setting.year + 1}-09-01"
        return self._change(pupil, pupil.gone, ON_LEAVE) | {"grade_before": pupil.grade, "pause_until": until}

    def _paused_before(self, pupil: Pupil) -> Record:
        """The leave from which the pupil came back: it began in the spring before, a grade lower."""
        year, day = self._setting.year, self._dice.between(2, 28)
        return {
            "student": pupil.id, "kind": ON_LEAVE, "applied_on": f"{year}-03-01",
            "effective_on": f"{year}-03-{day:02d}", "approved_on": f"{year}-03-{day:02d}",
            "grade_before": str(int(pupil.grade) - 1), "pause_until": f"{year}-08-31", "reason": _ILLNESS,
            "document": self._document(year - 1), "operator": self._operator,
        }  # fmt: skip

    def _document(self, year: int) -> str:
        self._serial += 1
        return f"青教学籍〔{year}〕{self._serial:03d}号"

    def _returned(self, pupil: Pupil) -> Record:
        back: Record = {"grade_after": pupil.grade, "class_after": pupil.class_no}
        return self._change(pupil, pupil.came, RETURNED) | back

    def _change(self, pupil: Pupil, day: str, kind: str, scope: str = "") -> Record:
        """What every change has: a story, an application before and an approval between that and the day itself."""
        story = self._dice.weigh(self._stories[kind, scope])
        told = story["zh"].replace("小学", "中学") if pupil.grade in JUNIOR else story["zh"]
        days = self._setting.days.year_days
        place = days.index(day)
        return {
            "student": pupil.id, "kind": kind, "applied_on": days[max(0, place - self._dice.between(2, 8))],
            "effective_on": day, "approved_on": days[max(0, place - 1)], "reason": story["reason"],
            "document": self._document(self._setting.year), "note": told,
            "operator": self._operator,
        }  # fmt: skip


def _stories(known: Sequence[Data], kind: str, scope: str) -> Weighted[Data]:
    """Why pupils come or go; whoever goes to or comes from another province does so with the parents' work."""
    fitting = [each for each in known if each["kind"] == kind]
    if scope:
        fitting = [each for each in fitting if (each["reason"] in _WORK) == (scope == _OTHER_PROVINCE)] or fitting
    return weighted((each, each["weight"]) for each in fitting)
