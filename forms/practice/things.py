"""The form 设备: computers and screens one card each, books and desks by lots, bought year by year, some worn out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.checks.base import rows_where
from forms.form import Rule
from forms.practice.dice import Dice, weighted
from forms.practice.pools import Data
from forms.practice.premises import Premises
from forms.practice.setting import Row, Setting
from forms.table import Record, Table

PIECE, LOT = "1", "2"
"""Codes of 卡片方式."""
GOOD, IDLE, BROKEN, WORN_OUT, DISPOSED = "1", "2", "3", "4", "5"
"""Codes of 使用状况."""
SCRAPPED = "1"
"""Code of 处置方式: 报废."""
SINGLY = {"11", "12", "13", "14", "16", "21", "22", "24", "79"}
"""Kinds with a card for each piece."""
TERMINALS, BOOKS, SCREEN = {"11", "12", "13"}, "31", "交互式智能平板（班班通）"
_CLASS_CODE = {"11": "A02010105", "12": "A02010108", "13": "A02010109"}
_GIVEN, _BOUGHT, _GIFT = "21", "14", "31"
"""Codes of 取得方式."""
_PLACES = {"办公室": "办公室", "机房": "微机室", "计算机教室": "微机室", "教室": "教室"}
_BRANDS = {
    "11": ("联想", "清华同方"), "12": ("联想", "清华同方"), "13": ("联想", "希沃"), "14": ("联想", "清华同方"),
    "15": ("大华", "联想"), "16": ("联想", "得力"), "21": ("希沃", "鸿合", "海信"), "22": ("希沃", "鸿合"),
    "24": ("希沃", "鸿合"), "61": ("星海",), "63": ("双鱼",), "71": ("美的",), "72": ("格力", "美的"),
    "73": ("海康威视", "大华"), "75": ("美的",), "76": ("格力", "美的", "长虹"), "78": ("美的", "长虹"),
}  # fmt: skip
"""Which of the pool's brands make what; the last ones of the pool make anything."""
_COMMON = ("推拉黑板", "教师办公桌椅", "灭火器", "监控摄像头", "乒乓球台")


@dataclass(frozen=True)
class Things:
    """The ledger, and what the school declares out of it."""

    rows: list[Row]

    def number(self, kinds: set[str], use: str = "") -> int:
        """How many of some kinds there are, for one use or for all."""
        return sum(
            int(str(record["quantity"])) for _, record in self.rows
            if record["kind"] in kinds and record["state"] != DISPOSED and use in ("", record["use_for"])
        )  # fmt: skip

    @property
    def value(self) -> int:
        """Of everything that is still there, in fen."""
        return sum(int(str(record["amount"])) for _, record in self.rows if record["state"] != DISPOSED)


def declared(table: Table, rules: Sequence[Rule], field: str) -> int:
    """What the school has to declare in a field so that its own check is content: the sum that the check compares."""
    rule = next(rule for rule in rules if rule.name == "declared_sum" and rule.params["field"] == field)
    where = rule.params["where"]
    rows = rows_where(table, where if isinstance(where, Mapping) else {})  # pyright: ignore[reportUnknownArgumentType]
    return sum(int(str(table.columns[str(rule.params["sum"])][row])) for row in rows)


def things_of(setting: Setting, rooms: Premises, *, classes: int, teachers: Sequence[Record], screens: int) -> Things:
    """The ledger of a school with so many classes and teachers; `screens` of its classrooms have a large screen."""
    dice = setting.site.dice("things")
    keeper = _Ledger(setting, rooms, teachers, dice)
    records = list(keeper.records(classes, screens))
    return Things([(dice.lasting_id(), record) for record in records])


class _Ledger:
    """Writes the cards of one school."""

    def __init__(self, setting: Setting, rooms: Premises, teachers: Sequence[Record], dice: Dice) -> None:
        self._setting, self._rooms, self._teachers, self._dice = setting, rooms, teachers, dice
        goods = setting.words.goods
        self._goods: dict[str, Data] = {each["zh"]: each for each in goods["items"]}
        past = [each for each in goods["bought"] if each["year"] < setting.year]
        self._years = weighted(
            (each["year"], each["weight"]) for each in past or [{"year": setting.year - 1, "weight": 1}]
        )
        self._funds = weighted((each["fund"], each["weight"]) for each in goods["funds"])
        self._brands: Sequence[str] = goods["brands"]
        self._of_kind = {kind: [brand for brand in self._brands if brand in some] for kind, some in _BRANDS.items()}
        self._serial = 0

    def records(self, classes: int, screens: int) -> Iterator[Record]:
        """What every school has by its size, then some of everything else."""
        pupils, teachers = self._setting.site.pupils, len(self._teachers)
        needed = {SCREEN: screens, "台式计算机": max(1, pupils // 14), "笔记本电脑": max(1, int(teachers * 0.8))}
        for name, number in needed.items():
            yield from self._pieces(self._goods[name], number)
        yield from self._lots("图书", int(pupils * self._dice.around(22, 0.3)) + 60)
        yield from self._lots("学生课桌椅", int(pupils * 1.08) + 4)
        yield from self._lots("推拉黑板", classes)
        for good in self._others(set(needed) | {"图书", "学生课桌椅", "推拉黑板"}):
            yield from self._line(good)

    def _others(self, done: set[str]) -> Iterator[Data]:
        """The larger the school, the more kinds of things it has; what has no room is left out."""
        pupils = self._setting.site.pupils
        rooms = {str(record["name"]) for _, record in self._rooms.rows}
        for name, good in self._goods.items():
            housed = (
                good["room"] not in ("学生宿舍", "学生食堂", "录播教室", "资源教室", "幼儿活动室")
                or good["room"] in rooms
            )
            fits = good["kind"] != "52" or self._setting.site.role in ("junior", "nine")
            chance = 0.9 if name in _COMMON else good["weight"] / 40 + min(0.6, pupils / 1500)
            if name not in done and housed and fits and good["kind"] != "79" and self._dice.random() < chance:
                yield good

    def _line(self, good: Data) -> Iterator[Record]:
        low, high = good["count"]
        most = low + int((high - low) * min(1.0, self._setting.site.pupils / 1200))
        number = self._dice.between(low, max(low, most))
        if good["kind"] in SINGLY:
            yield from self._pieces(good, number)
        else:
            yield self._card(good, number, LOT if number > 1 else PIECE)

    def _pieces(self, good: Data, number: int) -> Iterator[Record]:
        """One card each; they were bought together, a few at a time."""
        left = number
        while left > 0:
            some = min(left, self._dice.between(1, 30))
            left -= some
            first = self._card(good, 1, PIECE)
            yield self._numbered(first, first)
            for _ in range(some - 1):
                yield self._numbered(first, self._worn(good, int(str(first["acquired"])[:4])))

    def _numbered(self, card: Record, state: Mapping[str, object]) -> Record:
        """A card like another one of the same purchase, with numbers and a fate of its own."""
        self._serial += 1
        own = {key: value for key, value in state.items() if key in ("state", "disposed_on", "disposal", "approval")}
        shared = {key: value for key, value in card.items() if key not in ("disposed_on", "disposal", "approval")}
        place = self._dice.pick(self._places(str(card["place"])))
        return shared | own | {"asset_no": self._number(), "serial": f"SN{self._dice.digits(10)}", "place": place}  # pyright: ignore[reportReturnType]

    def _lots(self, name: str, number: int) -> Iterator[Record]:
        """A large stock came in several purchases."""
        good, lots = self._goods[name], 1 + min(5, number // 250)
        for lot in range(lots):
            self._serial += 1
            yield self._card(good, number // lots + (lot < number % lots), LOT)

    def _card(self, good: Data, number: int, card: str) -> Record:
        dice = self._dice
        low, high = good["price"]
        price = dice.between(low, high) * 100
        year = dice.weigh(self._years)
        acquired = f"{year}-{dice.between(1, 12):02d}"
        fund = dice.weigh(self._funds)
        self._serial += 1
        kind = good["kind"]
        record: Record = {
            "asset_no": self._number(), "name": good["zh"], "kind": kind, "class": good["class"], "card": card,
            "brand": self._brand(kind), "model": dice.pick(good["models"]), "unit": good["unit"],
            "quantity": number, "unit_price": price, "amount": price * number, "acquired": acquired,
            "booked_on": f"{acquired}-28", "fund": fund, "way": {"8": _GIFT, "2": _BOUGHT}.get(fund, _GIVEN),
            "life_years": good["life"], "use_for": dice.pick(good["use"]),
            "place": dice.pick(self._places(good["room"])), "keeper": dice.pick(self._teachers)["name"],
        }  # fmt: skip
        if kind in _CLASS_CODE:
            record |= {"class_code": _CLASS_CODE[kind], "code_system": "1"}
        return record | self._worn(good, year)

    def _worn(self, good: Data, year: int) -> Record:
        """What became of it: within its life nearly all is well, after it some is worn out or disposed of."""
        dice, last = self._dice, self._setting.year - 1
        chance = dice.random()
        if last - year < good["life"]:
            return {"state": GOOD if chance < 0.97 else dice.pick((IDLE, BROKEN))}
        if chance < 0.75:
            return {"state": GOOD}
        if chance < 0.9:
            return {"state": WORN_OUT}
        gone = dice.between(year + good["life"], last)
        return {
            "state": DISPOSED, "disposed_on": f"{gone}-12-{dice.between(10, 28)}", "disposal": SCRAPPED,
            "approval": f"青教资〔{gone}〕{dice.between(1, 40)}号",
        }  # fmt: skip

    def _brand(self, kind: str) -> str | None:
        if kind == BOOKS:
            return None
        return self._dice.pick(self._of_kind.get(kind) or self._brands[-7:])

    def _number(self) -> str:
        return f"{self._setting.site.code[-6:]}{self._serial:05d}"

    def _places(self, room: str) -> list[str]:
        return self._rooms.named(_PLACES.get(room, room))
