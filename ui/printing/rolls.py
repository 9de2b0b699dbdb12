"""Rolls: pupils by class, staff, equipment; a few columns each, as offices hang them up or file them."""

from collections.abc import Sequence

from export.jobs.desk import Desk
from export.jobs.listing import everything, grouped, pupils, text_of
from ui.printing.list_body import Ruled
from ui.printing.paper import Paper, heading

COLUMNS: dict[str, tuple[tuple[str, int], ...]] = {
    "student": (
        ("name", 9), ("sex", 5), ("nation", 8), ("born_on", 11), ("id_number", 18), ("boards", 7),
        ("address_now", 20), ("guardian1_name", 9), ("phone", 13),
    ),
    "staff": (
        ("name", 12), ("sex", 7), ("born_on", 14), ("id_number", 22), ("post", 14), ("role", 14), ("phone", 17),
    ),
    "equipment": (
        ("asset_no", 17), ("name", 20), ("model", 15), ("quantity", 8), ("unit", 7), ("amount", 14), ("keeper", 19),
    ),
}  # fmt: skip
"""Field and its share of the width, without the column of the serial number."""
NUMBERS = frozenset({"quantity", "amount", "unit_price"})
SERIAL = 5
TITLES = {"student": "学生花名册", "staff": "教职工名册", "equipment": "仪器设备清单"}


def pupils_roll(desk: Desk, group: str = "", *, full: bool = False) -> Paper:
    """Each class on pages of its own."""
    rows, lists = pupils(desk, group), list[Ruled]()
    for name, members in grouped(desk, "student", rows).items():
        boys = sum(desk.tables["student"].columns["sex"][row] == "1" for row in members)
        count = f"{len(members)} 人（男 {boys}，女 {len(members) - boys}）"
        lists.append(_ruled(desk, "student", f"{name} {TITLES['student']}", members, count, full=full))
    nobody = heading(TITLES["student"], "没有在校学生")
    return Paper(TITLES["student"], nobody, lists=tuple(lists), is_landscape=True, count=len(rows))


def form_roll(desk: Desk, form: str, *, full: bool = False) -> Paper:
    """All records of a form that COLUMNS knows."""
    rows, title = everything(desk, form), TITLES[form]
    ruled = _ruled(desk, form, title, rows, f"{len(rows)} 条", full=full)
    return Paper(title, lists=(ruled,), is_landscape=True, form=form, count=len(rows))


def _ruled(desk: Desk, form: str, title: str, rows: Sequence[int], count: str, *, full: bool) -> Ruled:
    columns, fields = COLUMNS[form], desk.tables[form].form.fields
    lines = tuple(
        (str(at), *(text_of(desk, form, row, name, full=full) for name, _ in columns))
        for at, row in enumerate(rows, start=1)
    )
    signs = ("班主任", "校长") if form == "student" else ("填表人", "校长")
    return Ruled(
        title, f"{desk.school_name}　{desk.period.zh}　{count}",
        ("序号", *(fields[name].caption for name, _ in columns)), (SERIAL, *(share for _, share in columns)), lines,
        frozenset(at for at, (name, _) in enumerate(columns, start=1) if name in NUMBERS), signs=signs,
    )  # fmt: skip
