"""The form 校舍: classrooms for the classes and whatever other rooms a school of that size has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.practice.classes import room_name
from forms.practice.county import PRESCHOOL
from forms.practice.dice import Dice
from forms.practice.pools import Data
from forms.practice.setting import Row, Setting
from forms.table import Record

IN_USE, CLOSED = "1", "3"
DANGEROUS, UNKNOWN = "D", "N"
"""Codes of 用房使用状态 and 房屋安全等级."""
CLASSROOM, NURSERY = "111", "135"
_LABORATORY = {"zh": "理化生实验室", "kind": "122", "area": [80, 100]}
_ALWAYS = ("教师办公室", "学生厕所", "储藏室")
_WITH = (
    (40, ("图书室", "门卫室")), (90, ("科学实验室", "体育器材室", "校长室", "留守儿童之家")),
    (180, ("音乐室", "美术室", "微机室", "仪器室", "心理辅导室", "卫生室", "会议室", "开水房")),
    (450, ("少先队活动室", "劳动实践室", "多功能厅", "教师周转宿舍")), (900, ("录播教室", "资源教室")),
)  # fmt: skip
"""From how many pupils on a school has which rooms."""
_EVERY_TWELVE = {"音乐室", "美术室"}
"""One for every twelve classes (教督〔2017〕6号)."""
_MANY_CLASSES = 12
_LIVING = {"学生宿舍": "宿舍楼", "教师周转宿舍": "宿舍楼", "学生食堂": "食堂"}


@dataclass(frozen=True)
class Premises:
    """All rooms of a school."""

    rows: list[Row]

    @property
    def area(self) -> int:
        """Of all rooms, in hundredths of a square metre."""
        return sum(int(str(record["area"])) for _, record in self.rows)

    def named(self, word: str) -> list[str]:
        """Rooms whose name has the word; where there is none, the classrooms."""
        names = [str(record["name"]) for _, record in self.rows]
        return [name for name in names if word in name] or names[:1]


def premises_of(setting: Setting, classes: Sequence[tuple[str, ...]], *, boarding: bool, boards: int) -> Premises:
    """The rooms; `boards` classrooms have a large screen and the network."""
    dice = setting.site.dice("premises")
    builder = _Builder(setting, dice)
    records = list(builder.classrooms(classes, boards))
    records += [builder.room(room, number) for room, number in _rooms(setting, len(classes), boarding=boarding)]
    return Premises([(dice.lasting_id(), record) for record in records])


def _rooms(setting: Setting, classes: int, *, boarding: bool) -> Iterator[tuple[Data, int]]:
    """The rooms beside the classrooms, with how many there are of each."""
    known, pupils = setting.words.schools["rooms"], setting.site.pupils
    by_name: dict[str, Data] = {each["zh"]: each for each in known}
    names = [*_ALWAYS, *(name for least, some in _WITH if pupils >= least for name in some)]
    for name in [*names, *(("学生宿舍", "学生食堂") if boarding else ("学生食堂",) if pupils > 60 else ())]:
        yield by_name[name], -(-classes // _MANY_CLASSES) if name in _EVERY_TWELVE else 1
    if setting.site.role in ("junior", "nine"):
        yield _LABORATORY, max(2, classes // 6)


class _Builder:
    """Writes the rooms of one school, building by building."""

    def __init__(self, setting: Setting, dice: Dice) -> None:
        self._setting, self._dice = setting, dice
        small = setting.site.role == "point"
        known: dict[str, Data] = {each["zh"]: each for each in setting.words.schools["buildings"]}
        main = dice.pick(("教学楼", "老教学楼", "平房")) if small else dice.pick(("教学楼", "教学楼", "老教学楼"))
        side = main if setting.site.pupils < 300 else "综合楼"
        self._main, self._side, self._small = main, side, small
        self._facts = {name: self._building(known[name]) for name in {main: 0, side: 0, "宿舍楼": 0, "食堂": 0}}

    def _building(self, known: Data) -> Record:
        """When it was built, how, and how safe it is; a house that may fall down is not used."""
        dice, year = self._dice, self._setting.year
        built = min(dice.between(*known["built"]), year - 1)
        condition = dice.pick(known["condition"])
        facts: Record = {
            "built_year": built, "structure": known["structure"], "condition": condition, "tenure": "1",
            "assessed_on": f"{max(built, year - dice.between(1, 6))}-11-20", "use": IN_USE, "added": False,
        }  # fmt: skip
        if condition == DANGEROUS:
            facts["condition"] = "C"
        if built < year - 12 and dice.random() < 0.5:
            facts["repaired_year"] = dice.between(built + 5, year - 1)
        return facts

    def classrooms(self, classes: Sequence[tuple[str, ...]], boards: int) -> Iterator[Record]:
        """One room for each class, and at a school that has shrunk one that is empty."""
        numbers: dict[str, int] = {}
        for place, grades in enumerate(classes):
            number = numbers[grades[0]] = numbers.get(grades[0], 0) + 1
            area = self._dice.between(40, 54 if self._small else 68) * 100
            record: Record = {"name": room_name(grades, number), "building": self._main, "floor": 1 + place // 4 % 4}
            record |= self._facts[self._main] | {"area": area, "count": 1, "multimedia": int(place < boards)}
            yield record | {"kind": NURSERY if grades[0] == PRESCHOOL else CLASSROOM, "seats": area // 130}
        if self._setting.site.role in ("point", "village") and self._dice.random() < 0.5:
            empty: Record = {"name": "闲置教室", "building": self._main, "floor": 1, "kind": CLASSROOM, "use": "2"}
            count = self._dice.between(1, 3)
            yield self._facts[self._main] | empty | {"count": count, "area": 4500 * count, "multimedia": 0}

    def room(self, room: Data, count: int) -> Record:
        """A room or several alike."""
        name, dice = room["zh"], self._dice
        building = _LIVING.get(name, self._main if name in _ALWAYS else self._side)
        low, high = room["area"]
        share = min(1.0, self._setting.site.pupils / 900) if high > 3 * low else dice.random()
        area = int(low + (high - low) * share) * 100 * count
        ground: Record = {"floor": 1} if room["kind"] in ("214", "316", "317", "319") else {"floor": dice.between(1, 3)}
        record: Record = {"name": name, "building": building, "kind": room["kind"], "count": count, "area": area}
        return self._facts[building] | ground | record | {"multimedia": count if room["kind"] == "126" else 0}
