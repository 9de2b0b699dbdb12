"""Faults in what is given to pupils: recognition of hardship and payments."""

from collections.abc import Callable

from forms.kinds import Value
from forms.practice.faults.fault import Fault, number
from forms.practice.faults.registers import day_after, stand_in
from forms.table import Record

RECOGNISED: dict[str, object] = {"state": ["4", "5"], "level": ["1", "2", "3"]}
ALLOWANCE: dict[str, object] = {"item": ["boarder_living", "non_boarder_living"]}
PAID: dict[str, object] = {**ALLOWANCE, "paid": "filled"}


def _with_group(code: str) -> Callable[[Record], Value]:
    """The groups and one more, in the order of the list."""

    def groups(record: Record) -> Value:
        known = record["groups"]
        return tuple(sorted({*(known if isinstance(known, tuple) else ()), code}))

    return groups


def _special(record: Record) -> bool:
    return record["groups"] != ("00",)


def _one_more(record: Record) -> int:
    return number(record, "amount") + 100


RECOGNITION = (
    Fault("aid_recognition", "level", "aid.level_missing", RECOGNISED, {"level": None}),
    Fault("aid_recognition", "reason", "aid.reason_missing", RECOGNISED, {"reason": None}),
    Fault("aid_recognition", "groups", "required", RECOGNISED, {"groups": None}),
    Fault("aid_recognition", "reasons", "aid.none_without_reason", {**RECOGNISED, "groups": ["00"]}, {"reasons": None}),
    Fault(
        "aid_recognition",
        "monitored",
        "aid.monitored_missing",
        {"groups": ["02", "03", "04"]},
        {"monitored": None, "monitored_on": None},
    ),
    Fault(
        "aid_recognition", "monitored_on", "aid.monitored_on_missing", {"monitored": "filled"}, {"monitored_on": None}
    ),
    Fault(
        "aid_recognition",
        "groups",
        "aid.orphan_differs",
        put={"groups": _with_group("10")},
        fits=_special,
        pupil={"orphan": [False]},
    ),
    Fault(
        "aid_recognition",
        "groups",
        "aid.disabled_differs",
        put={"groups": _with_group("12")},
        fits=_special,
        pupil={"disability": ["0"]},
    ),
    Fault("aid_recognition", "student", "aid.not_applied", {"state": ["5"]}, put_pupil={"wants_aid": False}),
    Fault("aid_recognition", "panel_on", "aid.panel_before_application", put={"panel_on": day_after("applied_on", -1)}),
    Fault(
        "aid_recognition",
        "publicised_from",
        "aid.notice_before_panel",
        put={"publicised_from": day_after("panel_on", -1)},
    ),
    Fault(
        "aid_recognition",
        "county_on",
        "aid.county_before_notice",
        {"county_on": "filled"},
        {"county_on": day_after("publicised_to", -1)},
    ),
    Fault("aid_recognition", "recognised_on", "in_period", put={"recognised_on": day_after("recognised_on", 400)}),
    Fault("aid_recognition", "income_per_head", "aid.income_unit", put={"income_per_head": 80}),
)

PAYMENTS = (
    Fault("subsidy", "amount", "standard", ALLOWANCE, {"amount": _one_more}),
    Fault("subsidy", "amount", "subsidy.paid_more", PAID, {"paid": _one_more}),
    Fault("subsidy", "item", "subsidy.boarder_item", {"item": ["boarder_living"]}, put_pupil={"boards": "1"}),
    Fault("subsidy", "item", "subsidy.day_item", {"item": ["non_boarder_living"]}, put_pupil={"boards": "2"}),
    Fault("subsidy", "item", "subsidy.living_aid_differs", ALLOWANCE, put_pupil={"living_aid": False}),
    Fault("subsidy", "days", "subsidy.days_missing", {"item": ["meals"]}, {"days": None}),
    Fault("subsidy", "days", "subsidy.days_range", {"item": ["meals"]}, {"days": 150}),
    Fault("subsidy", "amount", "subsidy.amount_unit", {"item": ["meals"]}, {"amount": 50}),
    Fault("subsidy", "card", "subsidy.card_missing", {"card": "filled"}, {"card": None}),
    Fault(
        "subsidy", "holder_relation", "subsidy.holder_relation_missing", {"holder": "filled"}, {"holder_relation": None}
    ),
    Fault("subsidy", "holder", "plain_name", {"holder": "filled"}, {"holder": stand_in("holder")}),
    Fault("subsidy", "paid_on", "subsidy.paid_without_date", PAID, {"paid_on": None}),
    Fault("subsidy", "paid", "subsidy.paid_on_without_amount", PAID, {"paid": None}),
    Fault(
        "subsidy",
        "publicised_to",
        "subsidy.notice_ends_before",
        PAID,
        {"publicised_to": day_after("publicised_from", -1)},
    ),
    Fault("subsidy", "paid_on", "subsidy.paid_before_notice", PAID, {"paid_on": day_after("publicised_to", -3)}),
    Fault("subsidy", "returned_on", "subsidy.returned_on_missing", {"returned": "filled"}, {"returned_on": None}),
)

MONEY: tuple[Fault, ...] = (*RECOGNITION, *PAYMENTS)
