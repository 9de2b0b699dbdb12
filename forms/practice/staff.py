"""The form 教职工: teachers in a number that the classes need, with subjects, ranks and papers that go together."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.practice.county import Role
from forms.practice.dice import Dice, Weighted, weighted
from forms.practice.people import BOY, GIRL, IdNumbers, adult_name, phone, surname
from forms.practice.pools import Data, Nation
from forms.practice.setting import Row, Setting
from forms.table import Record

PER_CLASS: dict[Role, float] = {"point": 1.0, "village": 1.4, "central": 1.9, "nine": 2.2, "junior": 2.9}
PUPILS_PER_TEACHER: dict[Role, float] = {"point": 19, "village": 19, "central": 19, "nine": 16, "junior": 13.5}
ART = ("22", "24", "25")
"""Codes of 任教学科 for sports, music and art."""
TEACHER, WORKER = "1", "4"
"""Codes of 岗位类别."""
ON_STAFF, VISITING, RETIRED, LENT = "1", "8", "7", "6"
"""Codes of 用工形式 (在编, 交流轮岗) and of 在岗状态 (退休, 外出交流轮岗)."""
_TITLE_FROM = {"411": 50, "412": 42, "420": 33, "434": 26, "435": 23, "499": 22}
"""The youngest age at which a rank is seen."""
_MAJOR = {
    "13": "汉语言", "14": "数学", "41": "英语", "22": "体育", "24": "音乐", "25": "美术", "15": "科学", "16": "科学",
    "17": "科学", "18": "科学", "72": "学前", "61": "计算机", "12": "思想政治", "21": "思想政治",
}  # fmt: skip
_CERTIFICATE = {"preschool": "1", "primary": "2", "junior": "3"}


@dataclass(frozen=True)
class Staff:
    """Everybody who works at the school."""

    rows: list[Row]

    @property
    def teachers(self) -> list[Record]:
        """Teachers who are there, the head of the school first."""
        there = (record for _, record in self.rows if record["state"] == "1")
        return [record for record in there if record["post"] == TEACHER]


def staff_of(setting: Setting, classes: int, numbers: IdNumbers) -> Staff:
    """As many as the classes and the pupils need."""
    role, dice = setting.site.role, setting.site.dice("staff")
    needed = max(classes * PER_CLASS[role], setting.site.pupils / PUPILS_PER_TEACHER[role])
    teachers = max(1, int(needed + dice.random()))
    clerk = _Clerk(setting, numbers, dice)
    records = [clerk.teacher(place, teachers) for place in range(teachers)]
    records += [clerk.worker() for _ in range(int(teachers * 0.16 + dice.random() * 0.8))]
    if teachers > 8:
        records += [clerk.retired() for _ in range(1 + teachers // 40)]
    return Staff([(dice.lasting_id(), record) for record in records])


class _Clerk:
    """Writes the records of one school's staff."""

    def __init__(self, setting: Setting, numbers: IdNumbers, dice: Dice) -> None:
        self._setting, self._numbers, self._dice = setting, numbers, dice
        self._pool: Data = setting.words.staff
        self._names: set[str] = set()
        junior = setting.site.role in ("junior", "nine")
        self._subjects = _options(self._pool["junior_subjects" if junior else "subjects"], "subject")
        self._education = _options(self._pool["education"], "education")
        self._ranks = _options(self._pool["ranks"], "rank")
        self._terms = _options(self._pool["terms"], "status")
        self._backbone = _options(self._pool["backbone"], "level")
        self._serial = 0

    def teacher(self, place: int, of: int) -> Record:
        """A teacher; the first one leads the school, every ninth or so teaches sports, music or art."""
        dice = self._dice
        age = dice.between(23, 57) if place else dice.between(36, 56)
        record = self._person(age) | {"post": TEACHER, "state": "1", "status": self._status(age)}
        record |= self._career(age) | self._papers(age) | self._teaching(place, of)
        record["role"] = "1" if place == 0 else ("2" if place == 1 and of > 12 else ("7" if dice.chance(0.4) else "8"))
        if record["status"] == VISITING:
            return record | self._visitor()
        if place and of > 10 and dice.random() < 0.02:
            return record | self._lent()
        return record | {"full_time": True, "rotation": "0", "rotation_due": dice.random() < 0.35}

    def worker(self) -> Record:
        """Somebody who does not teach: office, library, kitchen, gate."""
        dice = self._dice
        duty = dice.pick(self._pool["duties"] if self._setting.site.pupils > 300 else self._pool["duties"][-5:])
        record = self._person(dice.between(28, 58)) | {
            "post": duty["post"],
            "state": "1",
            "role": "9",
            "note": duty["zh"],
        }
        plain = duty["post"] == WORKER
        schooling = {"education": dice.pick(("71", "61", "71") if plain else ("31", "21"))}
        return record | {"status": "6" if plain else ON_STAFF, "full_time": True, "rotation": "0"} | schooling

    def retired(self) -> Record:
        """Somebody who left in the last years and stays on record."""
        age = 60 + self._dice.between(1, 4)
        left = f"{self._setting.year - (age - 60)}-{self._dice.between(1, 7):02d}-28"
        record = self._person(age) | {
            "post": TEACHER,
            "status": ON_STAFF,
            "state": RETIRED,
            "left_on": left,
            "role": "8",
        }
        return (
            record
            | self._career(age, until=int(left[:4]) - 1)
            | self._papers(age)
            | self._teaching(3, 9)
            | {"rotation": "0"}
        )

    def _status(self, age: int) -> str:
        """特岗 are young, 银龄 are old; the single teacher of a point belongs to it."""
        status = self._dice.weigh(self._terms)
        if status == "2" and age > 32:
            return ON_STAFF
        return ON_STAFF if status in ("7", "5") or (status == VISITING and self._serial < 4) else status

    def _person(self, age: int) -> Record:
        dice, numbers = self._dice, self._numbers
        sex = GIRL if dice.random() < 0.56 else BOY
        year = self._setting.year - age
        born = f"{year}-{dice.between(1, 8):02d}-{dice.between(1, 28):02d}"
        nation, name = self._named(sex, year)
        self._serial += 1
        return {
            "name": name, "sex": sex, "born_on": born, "id_number": numbers.next(born, sex), "nation": nation.code,
            "foreign": False, "politics": "01" if dice.random() < 0.3 else "13", "phone": phone(dice),
            "worker_no": f"{self._setting.site.code[-6:]}{self._serial:04d}",
        }  # fmt: skip

    def _named(self, sex: str, year: int) -> tuple[Nation, str]:
        """A nationality and a name that nobody else here has, because head teachers and keepers are called by it."""
        dice, words = self._dice, self._setting.words
        while True:
            nation = dice.weigh(words.nations)
            name = adult_name(words, nation, surname(words, nation, dice), sex, year, dice)
            if name not in self._names:
                self._names.add(name)
                return nation, name

    def _career(self, age: int, until: int | None = None) -> Record:
        """Began at twenty-two or so, came to this school then or later."""
        dice, last = self._dice, until or self._setting.year
        began = min(self._setting.year - age + dice.between(21, 23), last)
        came = began if dice.random() < 0.4 else dice.between(began, last)
        return {"began": f"{began}-08", "came": f"{came}-09"}

    def _papers(self, age: int) -> Record:
        """Older teachers entered with less schooling and caught up; a rank takes its years."""
        dice = self._dice
        education = dice.weigh(self._education) if age > 30 else dice.pick(("21", "21", "21", "31"))
        education = "31" if education == "61" else education
        rank = dice.weigh(self._ranks)
        entry = "41" if age > 42 else education
        return {
            "education": education, "education_entry": entry, "degree": {"21": "4", "14": "3"}.get(education, "0"),
            "title": rank if age >= _TITLE_FROM[rank] else "499",
            "mandarin": dice.pick(("12", "21", "21", "22", "22")),
        }  # fmt: skip

    def _teaching(self, place: int, of: int) -> Record:
        dice, role = self._dice, self._setting.site.role
        stage = "junior" if role == "junior" or (role == "nine" and dice.random() < 0.4) else "primary"
        subject = "80" if of < 3 else (ART[place % 3] if place % 9 == 4 else dice.weigh(self._subjects))
        if subject == "72":
            stage = "preschool"
        level = dice.weigh(self._backbone)
        known = {"backbone_on": f"{self._setting.year - dice.between(1, 6)}-06"} if level > "0" else {}
        return {
            "college": dice.pick(self._pool["colleges"]) + self._major(subject), "stages": (stage,),
            "subject": subject, "certificate": _CERTIFICATE[stage], "certificate_subject": subject,
            "certificate_no": f"99{dice.digits(15)}", "backbone": level, **known,
            "training_hours": dice.between(180, 560), "weekly_hours": dice.between(16, 44) * 5,
            "subjects": tuple(s for s in ("12", "60") if dice.random() < 0.2 and s != subject) or None,
        }  # fmt: skip

    def _major(self, subject: str) -> str:
        """What was studied is what is taught, or education in general."""
        majors: Sequence[str] = self._pool["majors"]
        fitting = [major for major in majors if _MAJOR.get(subject, "-") in major]
        return fitting[0] if fitting and self._dice.random() < 0.8 else majors[0]

    def _visitor(self) -> Record:
        """A teacher whom another school has sent here for a year or two."""
        central = self._setting.site.central or self._setting.site.partner
        own = central.code == self._setting.site.code
        elsewhere: Data = self._setting.words.schools["elsewhere"][-1]
        school, code = (elsewhere["zh"], elsewhere["code"]) if own else (central.name, central.code)
        return self._rotation(self._dice.pick(("1", "2", "3")), "2", school, code) | {"full_time": False}

    def _lent(self) -> Record:
        elsewhere: Data = self._setting.words.schools["elsewhere"][-2]
        away = self._rotation("1", "1", elsewhere["zh"], elsewhere["code"])
        return away | {"state": LENT, "full_time": True, "rotation_due": True}

    def _rotation(self, kind: str, side: str, school: str, code: str) -> Record:
        year = self._setting.year
        return {
            "rotation": kind, "rotation_side": side, "rotation_school": school, "rotation_code": code,
            "rotation_from": f"{year - self._dice.between(0, 1)}-09-01", "rotation_to": f"{year + 1}-07-10",
        }  # fmt: skip


def _options(rows: Sequence[Data], key: str) -> Weighted[str]:
    return weighted((row[key], row["weight"]) for row in rows)
