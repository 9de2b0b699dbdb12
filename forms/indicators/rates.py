"""普及水平: rates that need a figure which no school reports, such as the population; exact, with both figures."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as a fraction of one; it may exceed one."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction | None:
        """None where nobody is in the denominator."""
        return Fraction(self.numerator, self.denominator) if self.denominator > 0 else None


def gross_enrolment(pupils: int, population: int) -> Rate:
    """毛入学率: pupils of a stage whatever their age, of the population of the official age (小学 6–11, 初中 12–14)."""
    return Rate(pupils, population)


def net_enrolment(pupils_of_age: int, population: int) -> Rate:
    """净入学率: only pupils of the official age; who pauses is out until coming back."""
    return Rate(pupils_of_age, population)


def retention_junior(graduates: int, came: int, went: int, began: int, died: int) -> Rate:
    """初中三年巩固率 = (毕业生 − 三年转入 + 三年转出) ÷ (三年前初一在校 − 三年死亡)."""
    return Rate(graduates - came + went, began - died)


def retention_nine(graduating: int, entered: int) -> Rate:
    """九年义务教育巩固率 = 初中毕业班学生数 ÷ 该年级入小学一年级时学生数."""
    return Rate(graduating, entered)


def disabled_enrolment(enrolled: int, children: int) -> Rate:
    """残疾儿童少年入学率 = 入学适龄残疾儿童 ÷ 适龄残疾儿童总数."""
    return Rate(enrolled, children)
