"""The eleven forms: complete, in two languages, unambiguous, with rules that speak of fields and codes that exist."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from forms.form import Field, Form, Rule
from forms.kinds import Choice, Reference
from forms.library import ORDER, Library
from forms.tidying import half_width


def words(text: str) -> list[str]:
    """A list of captions, as one types them."""
    return text.split()


# The national 学生基本信息表, items 1–48 and the two blocks of family members. 13, the photo, is a file and no field.
COLUMNS = words("""
姓名 性别 出生日期 出生地 籍贯 民族 国籍/地区 身份证件类型 身份证件号 港澳台侨外 政治面貌 健康状况
姓名拼音 曾用名 身份证件有效期 户口所在地 户口性质 特长
学籍辅号 班内学号 年级 班级 入学年月 入学方式 就读方式 学生来源
现住址 通信地址 家庭地址 联系电话 邮政编码 电子信箱 主页地址
是否独生子女 是否受过学前教育 是否留守儿童 是否进城务工人员随迁子女 是否孤儿 是否烈士或优抚子女 随班就读 残疾类型
是否由政府购买学位 是否需要申请资助 是否享受一补
上下学距离 上下学交通方式 是否需要乘坐校车
""")
MEMBER = words("姓名 关系 关系说明 现住址 户口所在地 联系电话 是否监护人 身份证件类型 身份证件号 民族 工作单位 职务")
KEYS = words("""
xm xbm csrq csdm jg mzm gjdqm sfzjlxm sfzjh gatqwm zzmmm jkzkm xmpy cym sfzjyxq hkszdm hkxzm tc
xjfh bnxh xxNjxxId xxBjxxId rxny rxfsm jdfsm xslym xzz txdz jtzz lxdh yzbm dzxx zydz
sfdsznm sfsgxqjym sflsetm sfsqznm sfge sflshyfzn sbjdm cjlxm sfgmxwm sfxsybm sxxjl sxxfsm sfczxcm
cy1xm cy1gx cy1gxsm cy1xzz cy1hkszd cy1lx cy1sfjhr cy1sfzjlx cy1sfzh cy1mz cy1gzdw cy1zw
cy2xm cy2gx cy2gxsm cy2xzz cy2hkszd cy2lx cy2sfjhr cy2sfzjlx cy2sfzh cy2mz cy2gzdw cy2zw
""")
HEADERS = {
    "student": "学生姓名 儿童姓名 身份证号 身份证号码 身份证件号码 公民身份号码 公民身份证号码 出生年月日 出生年月 "
    "家长姓名 监护人姓名 监护人联系电话 成员1姓名 班级名称 出生地行政区划代码 户籍所在地 家庭住址 备注",
    "left_behind": "父亲姓名 父亲务工地点 父亲电话 母亲姓名 母亲务工地点 母亲电话 是否父母双方外出 "
    "委托监护人姓名 与儿童关系",
    "subsidy": "补助类型 资助项目 金额 应发 银行卡号 领款人电话",
    "equipment": "资产编号 名称 规格型号 单位 数量 单价 金额 购置日期 存放地点 状况",
}
PUBLIC_PHONES = {("school", "phone"), ("left_behind", "village_phone")}
HALF_WIDTH = re.compile("[,;?]|(?<![0-9A-Za-z])[.:]")
SECOND = {"ordered": 1, "differs": 1, "compared": 1, "in_class": 1}
"""Checks whose problems stick to their second field."""
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(params=ORDER)
def form(request: pytest.FixtureRequest, library: Library) -> Form:
    """Each of the built-in forms."""
    return library.forms[request.param]


def test_forms_stand_in_the_order_in_which_a_school_fills_them(library: Library) -> None:
    assert tuple(library.forms) == ORDER


def test_student_has_every_column_of_the_national_template(library: Library) -> None:
    student = library.forms["student"]
    asked = [field.zh for field in student.fields.values()]
    wanted = COLUMNS + [f"成员{number}{word}" for number in (1, 2) for word in MEMBER]
    assert [word for word in wanted if word not in asked] == []
    assert [word for word in asked if word in wanted] == wanted, "the order of the template"
    assert [field.key for field in student.fields.values() if field.key] == KEYS


@pytest.mark.parametrize("name", HEADERS)
def test_headers_seen_in_real_lists_are_known(library: Library, name: str) -> None:
    words = {word for field in library.forms[name].fields.values() for word in (field.zh, *field.aliases)}
    assert [word for word in HEADERS[name].split() if word not in words] == []


def test_both_languages_everywhere(form: Form) -> None:
    texts = [form.title, form.about, *({"zh": s.zh, "en": s.en} for s in form.sections)]
    texts += [{"zh": field.zh, "en": field.en} for field in form.fields.values()]
    texts += [field.hint for field in form.fields.values() if field.hint]
    texts += [rule.say for rule in form.checks if rule.say]
    for text in texts:
        assert HAN.search(text["zh"]), text
        assert text["en"], text
        assert not HAN.search(re.sub("“.*?”|港澳台侨外", "", text["en"])), text
        assert not HALF_WIDTH.search(text["zh"].replace("“?”", "")), text


def test_what_must_be_filled_is_explained(form: Form) -> None:
    assert [name for name, field in form.fields.items() if field.required and not field.hint] == []


def test_a_caption_means_one_field(form: Form) -> None:
    owners: dict[str, str] = {}
    for field in form.fields.values():
        for word in (field.name, field.zh, field.en, field.key or field.name, *field.aliases):
            for caption in {_folded(word), _folded(re.sub(r"[(（].*?[)）]", "", word))}:
                assert owners.setdefault(caption, field.name) == field.name, f"{word}: {owners[caption]}, {field.name}"


def _folded(word: str) -> str:
    return re.sub(r"[\W_]+", "", half_width(word)).casefold()


def test_no_alias_repeats_what_the_field_is_called(form: Form) -> None:
    for field in form.fields.values():
        assert len({field.zh, *field.aliases}) == 1 + len(field.aliases), field.name


def test_defaults_are_offered(form: Form) -> None:
    for field in form.fields.values():
        if isinstance(field.kind, Choice) and field.default is not None:
            assert field.default in {option.code for option in field.kind.codes.offered}, field.name


def test_numbers_of_people_are_masked(form: Form) -> None:
    masked = {name for name, field in form.fields.items() if field.private}
    numbers = {name for name, f in form.fields.items() if f.kind.name in ("id_card", "phone", "bank_card")}
    assert numbers - {name for owner, name in PUBLIC_PHONES if owner == form.name} <= masked


def test_every_section_has_fields_and_every_field_a_section(form: Form) -> None:
    sections = Counter(field.section for field in form.fields.values())
    assert set(sections) == {section.name for section in form.sections}


def test_references_lead_somewhere(form: Form, library: Library) -> None:
    for name, reference in form.references.items():
        assert set(reference.by) <= set(library.forms[reference.to].fields), name


def test_every_rule_speaks_of_what_exists(form: Form, library: Library) -> None:
    for rule in form.checks:
        for where, field, condition in _conditions(rule, form, library):
            assert field is not None, f"{form.name}: {rule.code}: {where} is no field"
            for value in _values(condition):
                codes = field.kind.codes.by_code if isinstance(field.kind, Choice) else None
                assert codes is None or value in codes, f"{form.name}: {rule.code}: {where} has no code {value!r}"


def _conditions(rule: Rule, form: Form, library: Library) -> Iterator[tuple[str, Field | None, object]]:
    """Every condition of a rule with the field it speaks of, in this form or in another."""
    other = form
    if rule.name == "theirs" or "theirs" in rule.params:
        reference = cast("Reference", form.fields[_fields(rule)[0]].kind)
        other = library.forms[reference.to]
    if "in" in rule.params:
        other = library.forms[str(rule.params["in"])]
    homes = {"if": form, "then": other if rule.name == "theirs" else form, "where": other}
    for key, home in homes.items():
        for name, condition in cast("Mapping[str, object]", rule.params.get(key, {})).items():
            yield name, home.fields.get(name), condition
    for key in ("by", "sum", "theirs"):
        if key in rule.params:
            yield str(rule.params[key]), other.fields.get(str(rule.params[key])), "filled"


def _fields(rule: Rule) -> list[str]:
    return list(cast("list[str]", rule.params.get("fields", [rule.params.get("field")])))


def _values(condition: object) -> list[Any]:
    if isinstance(condition, Mapping):
        return list(cast("Mapping[str, Any]", condition).get("not", ()))
    return list(condition) if isinstance(condition, (list, tuple)) else []  # pyright: ignore[reportUnknownArgumentType]


def test_a_rule_with_a_code_of_its_own_has_a_sentence_of_its_own(form: Form) -> None:
    assert [rule.code for rule in form.checks if rule.code != rule.name and not rule.say] == []
    prefixes = {rule.code.partition(".")[0] for rule in form.checks if rule.code != rule.name}
    assert len(prefixes) <= 1, prefixes


def test_reasons_stick_to_one_rule_only(form: Form) -> None:
    """A reason is tied to code and field: two rules that share both would share their reasons."""
    places = Counter(
        (rule.code, rule.params.get("on") or _fields(rule)[SECOND.get(rule.name, 0)]) for rule in form.checks
    )
    assert [place for place, times in places.items() if times > 1] == []
