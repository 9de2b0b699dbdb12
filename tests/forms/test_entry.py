"""Filling a record from a sheet of paper: in which order, what needs nobody, and what goes with what."""

from typing import cast

import pytest

from forms.carry import places
from forms.derive import carried_part
from forms.entry import all_beside, new_beside, open_fields, typed_order
from forms.form import Form
from forms.kinds import Value
from forms.library import Library
from forms.load import FormFaults, form_from
from forms.table import Table
from tests.forms.small_school import id_number

ID, OTHER = id_number("2018-03-12", "002"), id_number("2017-11-05", "013")


@pytest.fixture
def form(library: Library) -> Form:
    return library.forms["student"]


def begun(form: Form, **typed: str) -> dict[str, str]:
    """A record with its defaults and what was typed."""
    defaults = {
        name: field.kind.show(field.default) for name, field in form.fields.items() if field.default is not None
    }
    return {**dict.fromkeys(form.fields, ""), **defaults, **typed}


def known(form: Form, *pupils: dict[str, str]) -> Table:
    """Pupils that are in the ledger."""
    rows = [{name: field.kind.parse(one.get(name)) for name, field in form.fields.items()} for one in pupils]
    return Table.of(form, cast("list[dict[str, Value]]", rows), [f"{at:032x}" for at in range(len(pupils))])


def test_a_number_is_typed_before_what_it_says(form: Form) -> None:
    order = typed_order(form)
    assert sorted(order) == sorted(form.fields)
    assert order[:4] == ["name", "id_number", "sex", "born_on"]
    assert order.index("address_now") < order.index("household_division") < order.index("birthplace")


def test_every_order_is_that_of_the_form_where_nothing_follows(library: Library) -> None:
    for name in ("class", "equipment", "visit"):
        assert typed_order(library.forms[name]) == list(library.forms[name].fields)


def test_a_person_is_asked_only_for_what_nothing_else_says(form: Form) -> None:
    asked = open_fields(form, begun(form, name="林雨桐", id_number=ID, sex="女", born_on="2018-03-12"))
    assert not {"name", "id_number", "sex", "born_on", "nation", "orphan", "note", "blood"} & set(asked)
    assert {"household", "boards", "phone", "distance"} <= set(asked)


def test_what_was_typed_may_make_another_field_necessary(form: Form) -> None:
    assert "id_number" in open_fields(form, begun(form))
    assert "id_number" not in open_fields(form, begun(form, id_type="其他"))
    assert "guardian1_relation_note" in open_fields(form, begun(form, guardian1_relation="其他亲属"))
    assert "guardian1_relation_note" not in open_fields(form, begun(form, guardian1_relation="父亲"))


def test_one_address_and_one_phone_fill_all_that_are_the_same(form: Form) -> None:
    found = all_beside(form, begun(form), {"address_now": "石坪镇石坪村3组", "phone": "13800001111"}, [])
    assert found["mail_address"] == found["home_address"] == found["household_address"] == "石坪镇石坪村3组"
    assert found["guardian1_phone"] == "13800001111"


def test_what_followed_goes_with_a_correction_and_what_a_person_wrote_stays(form: Form) -> None:
    before = begun(
        form, id_number=ID, sex="女", born_on="2018-03-12", phone="13800001111", guardian1_phone="13800002222"
    )
    found = all_beside(form, before, {"id_number": OTHER, "phone": "13800003333"}, [])
    assert found == {"sex": "男", "born_on": "2017-11-05"}


def test_a_division_goes_with_the_village(form: Form) -> None:
    ledger = known(
        form, {"address_now": "石坪镇石坪村1组", "household_division": "990123101201"},
        {"address_now": "石坪镇高寨村2组", "household_division": "990123101202"},
    )  # fmt: skip
    first = all_beside(form, begun(form), {"address_now": "石坪镇石坪村8组"}, [ledger])
    assert first["household_division"] == first["birthplace"] == first["guardian1_division"] == "990123101201"
    moved = all_beside(
        form, begun(form, address_now="石坪镇石坪村8组", **first), {"address_now": "石坪镇高寨村8组"}, [ledger]
    )
    assert moved["household_division"] == moved["birthplace"] == "990123101202"
    strange = all_beside(
        form, begun(form, address_now="石坪镇石坪村8组", **first), {"address_now": "石坪镇新村1组"}, [ledger]
    )
    assert strange["household_division"] == strange["birthplace"] == ""


def test_a_division_that_a_person_wrote_stays(form: Form) -> None:
    ledger = known(form, {"address_now": "石坪镇石坪村1组", "household_division": "990123101201"})
    before = begun(form, address_now="石坪镇新村2组", household_division="440300")
    assert "household_division" not in all_beside(form, before, {"address_now": "石坪镇石坪村2组"}, [ledger])


def test_a_record_that_is_long_kept_is_only_filled_where_something_new_says_it(form: Form) -> None:
    kept = begun(form, address_now="石坪镇石坪村8组", phone="13800001111", guardian1_phone="13800001111")
    assert new_beside(form, kept, {"phone": "13800003333"}) == {}
    assert new_beside(form, kept, {"id_number": ID}) == {"sex": "女", "born_on": "2018-03-12"}


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("石坪镇石坪村三组18号", "石坪镇石坪村"), ("城关镇文昌社区学府路48号", "城关镇文昌社区"),
        ("石坪镇新街12号", "石坪镇"), ("学府路48号", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_address_is_carried_down_to_the_village(form: Form, address: str, part: str) -> None:
    assert carried_part(form.fields["address_now"], address) == part


def test_places_that_were_written_stand_by_use(form: Form) -> None:
    ledger = known(form, *({"address_now": f"石坪镇{village}村1组"} for village in ("高寨", "石坪", "石坪")))
    assert places(form.fields["address_now"], [ledger]) == ["石坪镇石坪村", "石坪镇高寨村"]


@pytest.mark.parametrize(
    "wrong", [{"blank_as": "nobody"}, {"blank_as": "born"}, {"carry_by": "name"}, {"blank_as": "again"}]
)
def test_a_definition_that_takes_a_text_from_nowhere_is_refused(wrong: dict[str, str]) -> None:
    fields = {
        "name": {"kind": "text", "zh": "甲", "en": "A"},
        "born": {"kind": "date", "zh": "乙", "en": "B"},
        "again": {"kind": "text", "zh": "丙", "en": "C", **wrong},
    }
    with pytest.raises(FormFaults, match="again"):
        form_from({"name": "x", "title": {"zh": "x", "en": "x"}, "fields": fields})
