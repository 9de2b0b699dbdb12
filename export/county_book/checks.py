"""督导清单: 政府保障程度 and 教育质量 item by item, with the schools on which one fails."""

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page, lines_of, wrapped
from export.county_book.tones import Tone
from forms.indicators import checklist
from forms.indicators.checkitem import CheckItem, CheckLine

PARTS = {"government": "政府保障程度", "quality": "教育质量", "acceptance": "社会认可度"}
HOW = {"computed": "按报表计算", "entered": "县里填报", "evidence": "佐证认定"}
_NAMED = 5


def checks_page(page: Page, book: CountyBook) -> None:
    """Three lists below each other."""
    page.widths([5, 44, 30, 12, 14, 14, 44, 10, 60])
    items = checklist(book.roster)
    for part, title in PARTS.items():
        page.section(title)
        page.head(["序", "内容", "核查项", "来源", "现值", "要求", "怎么算／佐证", "判定", "未达到的学校"])
        for item in (each for each in items if each.part == part):
            for place, line in enumerate(item.lines):
                _line(page, item, line, first=place == 0)


def _line(page: Page, item: CheckItem, line: CheckLine, *, first: bool) -> None:
    tones = page.tones
    tone: Tone = {True: "good", False: "bad", None: "near"}[line.reached]  # pyright: ignore[reportAssignmentType]
    word = {True: "达到", False: "未达到", None: "待定"}[line.reached]
    failing = _failing(line)
    head = item.zh if first else ""
    lines = max(lines_of(head, 44), lines_of(line.worked, 44), lines_of(failing, 60), lines_of(line.zh, 30))
    cells = [
        Cell(item.number if first else None, tones.number()), wrapped(tones, head), wrapped(tones, line.zh),
        Cell(HOW[line.how], tones.text("soft")), Cell(line.value, tones.text("strong", align="center")),
        Cell(line.goal, tones.text(align="center")), wrapped(tones, line.worked, "soft"),
        Cell(word, tones.text(tone, align="center")), wrapped(tones, failing, "soft"),
    ]  # fmt: skip
    page.line(cells, lines=lines)


def _failing(line: CheckLine) -> str:
    """The first schools by name, how many more there are, and how many have not reported."""
    named = "；".join(f"{each.name}（{each.zh}）" for each in line.failing[:_NAMED])
    more = f" 等 {len(line.failing)} 所（处）" if len(line.failing) > _NAMED else ""
    missing = f"缺数 {len(line.missing)} 所" if line.missing else ""
    return "；".join(filter(None, (named + more, missing)))
