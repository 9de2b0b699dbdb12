"""The list of problems as a workbook for class teachers: who, where, what, what to do. No numbers of persons."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from export.jobs.desk import Desk
from export.jobs.standing import Item
from export.jobs.whereabouts import class_of
from export.workbook.durable import write_file
from export.workbook.look import OPTIONS, Look
from export.workbook.paper import add_sheet, new_workbook

HEAD = (
    ("级别", 8), ("表", 12), ("班级", 14), ("对象", 16), ("项目", 18), ("问题和办法", 60), ("说明", 30), ("办理人", 12),
)  # fmt: skip


def write_list(desk: Desk, items: Sequence[Item], to: Path) -> None:
    """Write one line for each problem. Raises Refusal where the file cannot be written."""
    stream = BytesIO()
    book = new_workbook(stream, OPTIONS, datetime.now(), {"title": "问题清单"})
    look, sheet = Look(book), add_sheet(book, "问题清单")
    for column, (words, width) in enumerate(HEAD):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, look.head())
    cell = look.of(valign="vcenter", text_wrap=True, border=1)
    for row, item in enumerate(items, start=1):
        for column, words in enumerate(_cells(desk, item)):
            sheet.write_string(row, column, words, cell)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    write_file(to, stream.getvalue())


def _cells(desk: Desk, item: Item) -> tuple[str, ...]:
    problem = item.problem
    table = desk.tables[problem.form]
    field = table.form.fields.get(problem.field or "")
    level = "错误" if problem.level == "error" else "提醒"
    return (
        level, table.form.zh, class_of(desk.tables, problem.form, problem.row), item.label, field.zh if field else "",
        item.message, item.reason, "",
    )  # fmt: skip
