"""The cover of a return on paper: what was sent, the code to compare, who reviewed; room for names and the seal."""

from html import escape

from export.jobs.approval import approval
from export.jobs.desk import Desk
from export.jobs.sending import changed_since, last_workbook
from ui.printing.paper import BLANK, OPEN_TABLE, Paper, heading, signatures, table

CAPTIONS = ("登记册", "填报情况", "记录数", "已说明的提醒")
WIDTHS = (34, 26, 20, 20)


def cover(desk: Desk) -> Paper:
    """What is signed and stamped and goes to the county beside the file."""
    made, workbook = approval(desk), last_workbook(desk)
    is_current = made is not None and workbook is not None and not workbook.is_draft
    is_current = is_current and workbook is not None and not changed_since(desk, workbook)
    facts = [("学校名称", desk.school_name), ("学校标识码", desk.school_code), ("填报时段", desk.period.zh)]
    if workbook is not None:
        name = workbook.path.replace("\\", "/").rsplit("/", 1)[-1]
        facts += [("文件", name), ("上报次数", f"第 {workbook.revision} 次"), ("导出时间", workbook.at)]
        facts.append(("校验码", workbook.check_code))
    if made is not None:
        facts += [("复核人", f"{made.reviewer}　{made.at}"), ("校长", made.head)]
    mark = "" if is_current else "尚未审核导出　不得上报"
    head = heading("乡校台账 上报封面", f"{desk.school_name}　{desk.period.zh}") + '<p class="title">&nbsp;</p>' * 2
    note = (
        '<p class="small">县里来电核对时，双方逐个念校验码的 8 个字符，一致就是同一份内容。'
        "发现有误，请在乡校台账里改正、重新审核，再导出一次。</p>"
    )
    signs = (
        signatures("填表人", "复核人", "单位负责人") + '<p class="words" align="right">单位盖章' + BLANK * 24 + "</p>"
    )
    signs += '<p class="words" align="right">年' + BLANK * 6 + "月" + BLANK * 6 + "日" + BLANK * 12 + "</p>"
    body = head + _facts(facts) + '<p class="small">&nbsp;</p>' + _forms(desk) + note + signs
    marks = "练习数据　不得上报" if desk.practice else mark
    return Paper("上报封面", body, is_stamped=is_current, mark=marks, form="school")


def _facts(facts: list[tuple[str, str]]) -> str:
    caption, value = '<td class="caption" width="24%" valign="middle">', '<td class="big" width="76%">'
    lines = "".join(f"<tr>{caption}{escape(name)}</td>{value}{escape(words)}</td></tr>" for name, words in facts)
    return f"{OPEN_TABLE}{lines}</table>"


def _forms(desk: Desk) -> str:
    lines = []
    for name, table_ in desk.tables.items():
        one = desk.completeness(name)
        words = "无此项数据（已确认）" if one.nil else ("已填报" if one.is_filled else "未填齐")
        lines.append([table_.form.zh, words, f"{one.records:,}", str(one.explained)])
    return table(CAPTIONS, lines, WIDTHS, frozenset({2, 3}))
