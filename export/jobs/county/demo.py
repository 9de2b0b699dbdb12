"""The county's half of the demo: what schools sent is merged, looked over, answered and measured."""

from collections.abc import Callable
from pathlib import Path

from export.jobs import practice
from export.jobs.county.bureau import Bureau
from export.jobs.county.merge import Merged
from export.jobs.session import Session

COUNTY, NAME = "990123", "青岚县"
Tell = Callable[[str, str, Path], None]


def run(folder: Path, session: Session, tell: Tell) -> None:
    """Twelve schools and a teaching point that a foreign file stands in for; every result lies in the folder."""
    sent, store = folder / "各校报送", folder / "青岚县.county"
    practice.make(practice.Order(sent, 12, 900, seed=9, doubles=6), session)
    (sent / "不是报送件.csv").write_text("姓名,电话\n王老师,13800000000\n", "utf-8")
    bureau = Bureau.create(store, session, COUNTY, NAME, practice.PERIOD, practice=True)
    try:
        _work(bureau, sent, folder, tell)
    finally:
        bureau.close()


def _work(bureau: Bureau, sent: Path, folder: Path, tell: Tell) -> None:
    merged = bureau.merging().run([sent])
    bureau.merged(merged)
    tell("县里一次收齐各校文件", _collected(merged), bureau.path)
    again = bureau.merging().run([sent])
    bureau.merged(again)
    tell("同一批文件再收一次", f"相同 {again.count('same')} 份，没有重复", bureau.path)
    pairs = [line for line in bureau.pairs() if line.is_open]
    tell("在两所学校登记的学生", f"待判 {len(pairs)} 对，转出转入已自动相抵", bureau.path)
    if pairs:
        bureau.decide(pairs[0].pair.key, "ask")
    slips = bureau.write_slips(folder / "退回单")
    tell("给学校的退回单", f"{len(slips)} 份，由学校的程序打开成待办", folder / "退回单")
    tell("均衡指标，追到单元格", _measured(bureau), bureau.path)
    book = folder / "青岚县汇总.xlsx"
    bureau.write_book(book)
    tell("县级汇总工作簿，带图表，可再被上级汇总", f"应报 {bureau.board().expected} 所", book)


def _collected(merged: Merged) -> str:
    bad = next((line.reason for line in merged.files if line.status == "quarantined"), "")
    return f"收入 {merged.count('merged')} 份，隔离 {merged.count('quarantined')} 份：{bad}"


def _measured(bureau: Bureau) -> str:
    item = next(one for one in bureau.indicators() if one.readings)
    explained = bureau.explain(item, item.readings[0].school)
    assert explained is not None
    source = next((source for part in explained.parts for source in part.sources), None)
    place = f"，来自 {source.file} {source.sheet} {source.cell} 等" if source else ""
    return f"{item.zh}，{item.readings[0].name}：{explained.arithmetic}{place}"
