"""What it costs to find the same child at two schools: it must grow with the county, not with its square.

The work for one pupil of a large county is set against that for one of a small county of the same run; and a county in
which thousands have one name, one birthday and one phone against an ordinary one.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from forms.likeness import PupilKey, compare
from forms.likeness.letters import letters

SMALL, LARGE = 10_000, 80_000
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
GIVEN = "雨语宇羽钰涵晗函轩宣萱欣昕馨鑫怡宜依浩皓昊子梓紫晨辰宸佳嘉家琪琦淇一诺桐彤思文博俊杰婷静雪明志远泽沐若可"

Ratio = tuple[str, float, float]
County = list[tuple[str, list[PupilKey]]]


def ratios() -> list[Ratio]:
    """Name, ratio, limit."""
    small, large, alike = county(SMALL), county(LARGE), county(LARGE, alike=True)
    compare(small, [])
    per_small = _time(lambda: compare(small, [])) / SMALL
    per_large = _time(lambda: compare(large, [])) / LARGE
    per_alike = _time(lambda: compare(alike, [])) / LARGE
    return [
        ("a pupil among 80 000 / a pupil among 10 000", per_large / per_small, 2.0),
        ("a pupil where thousands have one name, birthday and phone / an ordinary one", per_alike / per_large, 3.0),
    ]


def county(pupils: int, *, alike: bool = False) -> County:
    """Schools of 500; one child in five hundred is at a second school, too. Alike: every tenth is called 王伟."""
    schools: County = [(f"2199{n:06d}", []) for n in range(pupils // 500)]
    chance = Random(pupils)
    for n in range(pupils):
        key = _pupil(n, chance, common=alike and n % 10 == 0)
        schools[n % len(schools)][1].append(key)
        if n % 500 == 1:
            schools[(n + 1) % len(schools)][1].append(key._replace(record=f"d{n}", id_number="", student_code=""))
    return schools


def _pupil(n: int, chance: Random, *, common: bool) -> PupilKey:
    """Born on any day of nine years, as pupils are: on fewer days more of them would be like one another."""
    name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
    born = (date(2010, 1, 1) + timedelta(days=chance.randrange(9 * 365))).isoformat()
    phones = (f"138{n // 2:08d}", f"139{n:08d}")
    if common:
        name, born, phones = "王伟", "2018-01-01", ("0596-1234567",)
    number = f"990123{born.replace('-', '')}{n % 1000:03d}{n % 10}"
    return PupilKey(n, f"r{n}", number, name, letters(name), born, "1", "13", True, phones, f"G{number}", (f"王{n}",))


def _time(step: Callable[[], object], repeats: int = 3) -> float:
    """Median seconds of a step."""
    taken: list[float] = []
    for _ in range(repeats):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
