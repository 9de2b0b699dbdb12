"""The forms 困难认定 and 补助发放: who is recognised as poor this year, and what is paid to whom this term.

Amounts are those of the standards in force; where none is known for the period, nothing is paid.
"""

from collections.abc import Iterator, Sequence

from forms.grades import stage_of
from forms.practice.children import Pupil
from forms.practice.county import PRESCHOOL
from forms.practice.dice import Dice
from forms.practice.families import FATHER, MOTHER
from forms.practice.setting import Row, Setting
from forms.table import Record

FILED, REFUSED = "5", "6"
"""Codes of 认定进度: 县级备案, 不予认定."""
DAY_GROUPS = {"01", "05", "07", "12"}
"""Groups of which day pupils get the living allowance, too: 脱贫家庭, 低保, 特困, 家庭经济困难残疾学生."""
BOARDERS, DAY_PUPILS, MEALS = "boarder_living", "non_boarder_living", "meals"
"""Codes of 资助项目."""
SOCIAL_CARD, IN_KIND, WRONG_NUMBER, SELF = "1", "5", "1", "01"
"""Codes of 发放方式, 退回原因 and 家庭关系."""
_MONITORED = {"02", "03", "04"}
_LEVEL = {"07": "1", "10": "1", "11": "1", "05": "1", "01": "2", "02": "2", "04": "1", "12": "2"}


def recognition_rows(setting: Setting, pupils: Sequence[Pupil], operator: str) -> list[Row]:
    """Pupils whose families ask for aid; marks them, so that the roll says the same."""
    dice = setting.site.dice("aid")
    rows: list[Row] = []
    for pupil in pupils:
        groups = _groups(pupil)
        if groups is None or not pupil.settled or dice.random() < 0.06:
            continue
        refused = groups == ("00",) and dice.random() < 0.3
        pupil.asks = True
        living = pupil.boards or (pupil.grade != PRESCHOOL and not DAY_GROUPS.isdisjoint(groups))
        pupil.aided = living and not refused and _living(setting, pupil) is not None
        rows.append((dice.lasting_id(), _recognition(setting, pupil, groups, refused, operator, dice)))
    return rows


def _groups(pupil: Pupil) -> tuple[str, ...] | None:
    """Codes of 困难类别 in the list's order; 00 for a family that is poor for another reason, None where it is not."""
    need = pupil.family.need
    found = {need} if need else set[str]()
    if pupil.disability and need is not None:
        found.add("12")
    if found:
        return tuple(sorted(found))
    return ("00",) if need == "" else None


def _recognition(
    setting: Setting, pupil: Pupil, groups: tuple[str, ...], refused: bool, operator: str, dice: Dice
) -> Record:
    """Application, panel, notice and filing follow each other through September."""
    family, days, reasons = pupil.family, setting.days, setting.words.reasons
    first = groups[0] if groups[0] in reasons and groups[0] != "12" else ""
    record: Record = {
        "student": pupil.id, "household_size": family.size, "income_per_head": max(family.income, 600) * 100,
        "groups": groups, "items": (_item(pupil),), "state": REFUSED if refused else FILED, "promised": True,
        "reason": dice.pick(reasons[first]), "level": "4" if refused else _LEVEL.get(groups[0], "3"),
        "recognised_on": days.in_year(21), "applied_on": days.in_year(dice.between(1, 5)), "panel_on": days.in_year(9),
        "publicised_from": days.in_year(11), "publicised_to": days.in_year(18), "operator": operator,
    }  # fmt: skip
    if not refused:
        record["county_on"] = days.in_year(27)
    if groups == ("00",):
        record["reasons"] = (dice.pick("1247"),)
    if not _MONITORED.isdisjoint(groups):
        record |= {"monitored": dice.pick("122"), "monitored_on": f"{setting.year}-{dice.between(3, 8):02d}-15"}
    return record


def _item(pupil: Pupil) -> str:
    return BOARDERS if pupil.boards else DAY_PUPILS


def _living(setting: Setting, pupil: Pupil) -> int | None:
    return setting.amount(_item(pupil), stage_of(pupil.grade), "term")


def subsidy_rows(setting: Setting, pupils: Sequence[Pupil], operator: str) -> list[Row]:
    """The living allowance of those who are recognised, and the meals of everybody in the compulsory grades."""
    dice = setting.site.dice("subsidies")
    payer = _Payer(setting, operator, dice)
    rows: list[Row] = []
    for pupil in pupils:
        if pupil.settled:
            rows += [(dice.lasting_id(), record) for record in payer.records(pupil)]
    return rows


class _Payer:
    """Writes the payments of one school and term; what is the same for all is looked up once."""

    def __init__(self, setting: Setting, operator: str, dice: Dice) -> None:
        self._dice, self._operator = dice, operator
        stages = ("primary", "junior")
        self._amounts = {
            (item, stage): setting.amount(item, stage, "term") for item in (BOARDERS, DAY_PUPILS) for stage in stages
        }
        self._a_day = {stage: setting.amount(MEALS, stage, "day") for stage in stages}
        self._days = min(len(setting.days.term_days), 96)
        days = setting.days
        paid_on = days.in_term(82)
        self._paid = {"paid_on": paid_on} if days.past(paid_on) else None
        self._notice: Record = {"publicised_from": days.in_term(52), "publicised_to": days.in_term(59)}
        self._bank = "青岚县农村商业银行"

    def records(self, pupil: Pupil) -> Iterator[Record]:
        """What the pupil gets this term."""
        stage = stage_of(pupil.grade)
        living = self._amounts.get((_item(pupil), stage)) if pupil.aided else None
        if living is not None:
            yield self._allowance(pupil, living)
        a_day = self._a_day.get(stage)
        if a_day is not None:
            yield self._meals(pupil, a_day)

    def _allowance(self, pupil: Pupil, amount: int) -> Record:
        """Paid to the social security card of the child or of the parent who is at home; a few come back."""
        dice = self._dice
        record: Record = {
            "student": pupil.id, "item": _item(pupil), "amount": amount, "months": 5, "pay_way": SOCIAL_CARD,
            "card": f"62999{dice.digits(14)}", "bank": self._bank, "operator": self._operator,
        }  # fmt: skip
        record |= self._holder(pupil)
        if self._paid is None:
            return record
        record |= self._notice
        if dice.random() < 0.012:
            return record | {"returned": WRONG_NUMBER, "returned_on": self._paid["paid_on"]}
        return record | self._paid | {"paid": amount}

    def _holder(self, pupil: Pupil) -> Record:
        family = pupil.family
        if family.carer:
            holder, relation = family.carer.person, family.carer.relation
        elif self._dice.random() < 0.3:
            return {"holder": pupil.name, "holder_relation": SELF, "payee_phone": family.mother.phone}
        else:
            holder, relation = (family.father, FATHER) if family.fate[0] == "1" else (family.mother, MOTHER)
        return {"holder": holder.name, "holder_relation": relation, "payee_phone": holder.phone}

    def _meals(self, pupil: Pupil, a_day: int) -> Record:
        """Meals are given, not paid; a child that was ill ate fewer."""
        days = max(1, self._days - (self._dice.between(1, 6) if self._dice.random() < 0.25 else 0))
        return {
            "student": pupil.id, "item": MEALS, "days": days, "amount": a_day * days, "pay_way": IN_KIND,
            "operator": self._operator,
        }  # fmt: skip
