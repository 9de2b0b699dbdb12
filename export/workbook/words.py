"""What a kind is and how it is typed, in the clerk's words: for input messages and the data dictionary."""

from collections.abc import Callable, Mapping
from typing import Any

from forms.kinds import Choice, ClassNo, Code, Decimal, IdCard, Kind, Reference, Text
from forms.problems import Texts

KIND_NAMES: Mapping[str, Texts] = {
    "text": {"zh": "文字", "en": "text"},
    "name": {"zh": "姓名", "en": "name"},
    "note": {"zh": "文字（可多行）", "en": "text over several lines"},
    "code": {"zh": "编码（文本）", "en": "code (text)"},
    "choice": {"zh": "单选", "en": "one of a list"},
    "choices": {"zh": "多选", "en": "several of a list"},
    "yes_no": {"zh": "是／否", "en": "yes or no"},
    "integer": {"zh": "整数", "en": "whole number"},
    "decimal": {"zh": "小数", "en": "decimal number"},
    "money": {"zh": "金额（元）", "en": "money (yuan)"},
    "date": {"zh": "日期", "en": "date"},
    "month": {"zh": "年月", "en": "month"},
    "id_card": {"zh": "身份证件号（文本）", "en": "ID number (text)"},
    "phone": {"zh": "电话（文本）", "en": "telephone (text)"},
    "bank_card": {"zh": "银行卡号（文本）", "en": "bank card (text)"},
    "division": {"zh": "行政区划代码（文本）", "en": "division code (text)"},
    "school_code": {"zh": "学校标识码（文本）", "en": "school code (text)"},
    "class_no": {"zh": "班号", "en": "class number"},
    "reference": {"zh": "引用其他登记册", "en": "record of another form"},
}
Rule = Callable[[Any], Texts]


def typing_rule(kind: Kind, lang: str = "zh") -> str:
    """One sentence on how a value is typed; "" where there is nothing to say."""
    return RULES[kind.name](kind)[lang]


def _fixed(zh: str, en: str) -> Rule:
    return lambda _: {"zh": zh, "en": en}


def _words(kind: Text) -> Texts:
    return {"zh": f"最多 {kind.length} 个字。", "en": f"At most {kind.length} characters."}


def _code(kind: Code) -> Texts:
    if kind.shape:
        return {"zh": f"写成：{kind.shape['zh']}。", "en": f"Written as {kind.shape['en']}."}
    return {
        "zh": f"最多 {kind.length} 个字符，保留开头的 0。",
        "en": f"At most {kind.length} characters, leading zeros kept.",
    }


def _choices(kind: Choice) -> Texts:
    zh, en = "、".join(o.zh for o in kind.codes.offered), ", ".join(o.en for o in kind.codes.offered)
    return {"zh": f"可填多项，用“、”隔开。可选：{zh}。", "en": f"One or more of: {en}."}


def _number(kind: Decimal) -> Texts:
    zh = f"最多 {kind.places} 位小数" if kind.places else "整数"
    en = f"At most {kind.places} decimals" if kind.places else "A whole number"
    if kind.unit:
        zh, en = f"{zh}，单位{kind.unit}", f"{en}, in {kind.unit}"
    limits = _limits(kind)
    return {"zh": f"{zh}{limits['zh']}，只填数字。", "en": f"{en}{limits['en']}; digits only."}


def _limits(kind: Decimal) -> Texts:
    low, high = (None if n is None else f"{n:.6f}".rstrip("0").rstrip(".") for n in (kind.min, kind.max))
    if kind.max is None or kind.max >= 10**12:
        return {"zh": f"，不小于 {low}", "en": f", {low} or more"} if low is not None else {"zh": "", "en": ""}
    if low is None:
        return {"zh": f"，不大于 {high}", "en": f", {high} or less"}
    return {"zh": f"，{low} 至 {high}", "en": f", {low} to {high}"}


def _id_card(kind: IdCard) -> Texts:
    if kind.other:
        return {
            "zh": "身份证号 18 位，末位 X 大写；没有身份证的填护照等证件号。",
            "en": "18 characters, X in capitals; or the number of another document.",
        }
    return {"zh": "18 位，末位 X 大写。", "en": "18 characters, X in capitals."}


def _class_no(kind: ClassNo) -> Texts:
    return {"zh": f"写成 {kind.show(1)}。", "en": f"Written as {kind.show(1)}."}


def _reference(kind: Reference) -> Texts:
    return {
        "zh": "填登记册里已有的人或物，按能认出它的各列填写。",
        "en": "A record of another form, by the columns that name it.",
    }


RULES: Mapping[str, Rule] = {
    "text": _words,
    "name": _words,
    "note": _words,
    "code": _code,
    "choice": _fixed("从下拉列表中选。", "Pick from the list."),
    "choices": _choices,
    "yes_no": _fixed("从下拉列表中选“是”或“否”；不清楚的空着。", "Yes or no; blank where nobody knows."),
    "integer": _number,
    "decimal": _number,
    "money": _number,
    "date": _fixed("写成 2018-12-25。", "Written as 2018-12-25."),
    "month": _fixed("写成 2024-09。", "Written as 2024-09."),
    "id_card": _id_card,
    "phone": _fixed(
        "手机 11 位，或区号-号码，如 0596-1234567；只填一个。", "One number: mobile, or area code and number."
    ),
    "bank_card": _fixed("12 至 21 位数字，不留空格。", "12 to 21 digits without blanks."),
    "division": _fixed("6、9 或 12 位数字。", "6, 9 or 12 digits."),
    "school_code": _fixed("10 位数字。", "10 digits."),
    "class_no": _class_no,
    "reference": _reference,
}
