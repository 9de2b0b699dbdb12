"""What stands on the sheet of one record, in the order of the screen: the pupil's form, the left-behind card."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from export.jobs.desk import Desk
from export.jobs.listing import about_pupils, pupil_of, pupils, text_of
from export.jobs.whereabouts import class_of
from forms.form import Field, Form
from forms.kinds import Choice, Note, Text, YesNo
from ui.printing.form_sheet import Box, FormSheet, SheetsOf
from ui.printing.paper import Paper, heading

PUPIL_TITLE, CARD_TITLE = "学生基本信息表", "农村留守儿童基本情况登记表"
CAPTION, VALUE, PHOTO = 0.18, 0.32, 0.15
LONG_TEXT = 200
"""Texts of this length and notes take a whole line."""
PHOTO_LINES = 5
OF_CHILD = ("name", "sex", "born_on", "id_number", "nation", "household", "household_address", "address_now")
FAMILY_SIGNS = ("家长（监护人）签字", "班主任", "填表日期")
CARD_SIGNS = ("家长或受委托人", "填表人", "复核人", "单位负责人")
TICKS = 22
"""Characters of options that fit beside a caption."""
Say = Callable[[Field], str]
"""What stands beside a caption."""
Line = tuple[Box, ...]


def pupil_forms(desk: Desk, group: str = "", *, full: bool = False) -> Paper:
    """The national pupil form, filled, one pupil on a sheet, to be confirmed by the family."""
    form, rows = desk.library.forms["student"], pupils(desk, group)

    def sheet(at: int) -> FormSheet:
        row = rows[at]
        lines = _sections(form, partial(_text, desk, "student", row, full), photo=True)
        return FormSheet(PUPIL_TITLE, _under(desk, class_of(desk.tables, "student", row)), tuple(lines), FAMILY_SIGNS)

    sheets = SheetsOf(len(rows), sheet)
    return Paper(PUPIL_TITLE, heading(PUPIL_TITLE, "没有在校学生"), sheets, count=len(rows))


def blank_pupil_form(desk: Desk) -> Paper:
    """The same form to be filled by hand; short lists of options are printed to be ticked."""
    lines = tuple(_sections(desk.library.forms["student"], _options, photo=True))
    return Paper(f"{PUPIL_TITLE}（空白）", sheets=(FormSheet(PUPIL_TITLE, _under(desk, ""), lines, FAMILY_SIGNS),))


def left_behind_cards(desk: Desk, group: str = "", *, full: bool = False) -> Paper:
    """农村留守儿童基本情况登记表, one child on a sheet."""
    rows = about_pupils(desk, "left_behind", group)
    sheets = SheetsOf(len(rows), lambda at: _card(desk, rows[at], full=full))
    return Paper(CARD_TITLE, heading(CARD_TITLE, "没有登记"), sheets, form="left_behind", count=len(rows))


def _card(desk: Desk, row: int, *, full: bool) -> FormSheet:
    pupil = pupil_of(desk, "left_behind", row)
    fields = desk.library.forms["student"].fields
    child = (lambda _field: "") if pupil is None else partial(_text, desk, "student", pupil, full)
    lines = [_section("儿童基本情况"), *_lines([fields[name] for name in OF_CHILD], child)]
    form = desk.library.forms["left_behind"]
    lines += _sections(form, partial(_text, desk, "left_behind", row, full), skip=("student",))
    return FormSheet(CARD_TITLE, _under(desk, class_of(desk.tables, "left_behind", row)), tuple(lines), CARD_SIGNS)


def _text(desk: Desk, form: str, row: int, full: bool, field: Field) -> str:  # bound by partial
    return text_of(desk, form, row, field.name, full=full)


def _under(desk: Desk, group: str) -> str:
    facts = (desk.school_name, f"标识码 {desk.school_code}", desk.period.zh, group)
    return "　".join(fact for fact in facts if fact)


def _sections(form: Form, say: Say, *, skip: Iterable[str] = (), photo: bool = False) -> Iterator[Line]:
    has_photo = photo
    for section in form.sections:
        yield _section(section.zh)
        fields = [field for field in form.fields.values() if field.section == section.name and field.name not in skip]
        yield from _lines(fields, say, photo=has_photo)
        has_photo = False


def _section(title: str) -> Line:
    return (Box(title, 1.0, "section"),)


def _lines(fields: Iterable[Field], say: Say, *, photo: bool = False) -> Iterator[Line]:
    """Two fields a line, one where it is long; the photo takes the right end of the first lines."""
    lines: list[list[Field]] = []
    for field in fields:
        if lines and len(lines[-1]) == 1 and not _is_long(field) and not _is_long(lines[-1][0]):
            lines[-1].append(field)
        else:
            lines.append([field])
    for at, line in enumerate(lines):
        room = 1.0 - PHOTO if photo and at < PHOTO_LINES else 1.0
        boxes = tuple(_boxes(line, say, room))
        yield (*boxes, Box("照片", PHOTO, "photo", PHOTO_LINES)) if photo and at == 0 else boxes


def _boxes(line: list[Field], say: Say, room: float) -> Iterator[Box]:
    if len(line) == 1:
        yield _caption(line[0])
        yield Box(say(line[0]), room - CAPTION)
        return
    for field in line:
        yield _caption(field)
        yield Box(say(field), room / 2 - CAPTION)


def _caption(field: Field) -> Box:
    return Box(f"{field.caption}{'*' if field.required else ''}", CAPTION, "caption")


def _is_long(field: Field) -> bool:
    return isinstance(field.kind, Note) or (type(field.kind) is Text and field.kind.length > LONG_TEXT)


def _options(field: Field) -> str:
    words: list[str] = []
    if isinstance(field.kind, Choice):
        words = [option.zh for option in field.kind.codes.offered]
    elif isinstance(field.kind, YesNo):
        words = ["是", "否"]
    line = "　".join(f"□{word}" for word in words)
    return line if len(line) <= TICKS else ""
