"""Papers of pupil aid: the list to sign when money comes, and the public notice, which says no more than it may."""

from collections.abc import Sequence

from export.jobs.desk import Desk
from export.jobs.listing import awards, items, pupil_of, text_of, total
from export.jobs.whereabouts import class_of
from ui.printing.list_body import Ruled
from ui.printing.paper import Paper, heading

SIGN_TITLE, NOTICE_TITLE = "资助发放签领表", "学生资助公示"
SIGN_CAPTIONS = ("序号", "班级", "姓名", "应发金额（元）", "发放方式", "领款人签名", "与学生关系", "领款日期")
SIGN_SHARES = (6, 16, 12, 14, 16, 14, 11, 11)
NOTICE_CAPTIONS = ("序号", "姓名", "班级", "资助项目", "金额（元）")
NOTICE_SHARES = (8, 22, 26, 26, 18)
NO_DAYS = "　　年　　月　　日至　　年　　月　　日"


def payment_list(desk: Desk, group: str = "", item: str = "") -> Paper:
    """One list for each item, with the sum, to be signed by those who receive the money."""
    lists, count = list[Ruled](), 0
    for code, words in items(desk):
        rows = awards(desk, group, code) if item in ("", code) else []
        if rows:
            count += len(rows)
            lists.append(_to_sign(desk, f"{words} 发放签领表", rows, group))
    nothing = heading(SIGN_TITLE, "本期没有应发的资助")
    return Paper(SIGN_TITLE, nothing, lists=tuple(lists), form="subsidy", count=count)


def notice(desk: Desk, group: str = "", item: str = "") -> Paper:
    """公示: name, class, item and amount. No number, phone, address, card, and never why somebody is aided."""
    rows = awards(desk, group, item)
    words = (
        f"　　经本人申请、班级评议、学校审核，现将我校{desk.period.zh}拟受助学生名单予以公示。"
        f"公示期：{_days(desk, rows)}。如有异议，请在公示期内向学校反映。"
    )
    lines = tuple(_in_public(desk, at, row) for at, row in enumerate(rows, start=1))
    tail = (f"{desk.school_name}（盖章）", "　　　年　　月　　日")
    ruled = Ruled(
        NOTICE_TITLE, desk.school_name, NOTICE_CAPTIONS, NOTICE_SHARES, lines, frozenset({4}), words, tail=tail
    )  # fmt: skip
    return Paper(NOTICE_TITLE, lists=(ruled,), form="subsidy", count=len(rows))


def _to_sign(desk: Desk, title: str, rows: Sequence[int], group: str) -> Ruled:
    lines = [_signed(desk, at, row) for at, row in enumerate(rows, start=1)]
    lines.append(("", "合计", f"{len(rows)} 人", total(desk, rows, "amount"), "", "", "", ""))
    under = "　".join(words for words in (desk.school_name, desk.period.zh, group) if words)
    return Ruled(
        title, under, SIGN_CAPTIONS, SIGN_SHARES, tuple(lines), frozenset({3}), signs=("经办人", "审核人", "校长")
    )  # fmt: skip


def _signed(desk: Desk, at: int, row: int) -> tuple[str, ...]:
    amount, way = (text_of(desk, "subsidy", row, name) for name in ("amount", "pay_way"))
    return str(at), class_of(desk.tables, "subsidy", row), _name(desk, row), amount, way, "", "", ""


def _in_public(desk: Desk, at: int, row: int) -> tuple[str, ...]:
    item, amount = (text_of(desk, "subsidy", row, name) for name in ("item", "amount"))
    return str(at), _name(desk, row), class_of(desk.tables, "subsidy", row), item, amount


def _name(desk: Desk, row: int) -> str:
    pupil = pupil_of(desk, "subsidy", row)
    return "" if pupil is None else text_of(desk, "student", pupil, "name")


def _days(desk: Desk, rows: Sequence[int]) -> str:
    columns = desk.tables["subsidy"].columns
    begins = [str(day) for row in rows if (day := columns["publicised_from"][row])]
    ends = [str(day) for row in rows if (day := columns["publicised_to"][row])]
    return f"{min(begins)} 至 {max(ends)}" if begins and ends else NO_DAYS
