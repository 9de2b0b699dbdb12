"""Faults in the registers about pupils: movements, left-behind children, home visits."""

from datetime import date, timedelta

from forms.practice.faults.fault import Change, Fault, text

UNKNOWN = "0" * 31 + "1"
"""A lasting id that no record has."""
AWAY_FATHER: dict[str, object] = {"father_away": [True], "mother_away": [False]}
BOTH: dict[str, object] = {"father_away": [True], "mother_away": [True], "delegate_name": "filled"}


def day_after(name: str, days: int) -> Change:
    """The day so many days after (before, if negative) the one in another field."""
    return lambda record: (date.fromisoformat(text(record, name)) + timedelta(days=days)).isoformat()


def years_before(name: str, years: int) -> Change:
    """The same day or month some years before."""
    return lambda record: f"{int(text(record, name)[:4]) - years}{text(record, name)[4:]}"


def stand_in(name: str) -> Change:
    """A name in which one character could not be typed."""
    return lambda record: f"{text(record, name)[0]}□"


def _same(name: str) -> Change:
    return lambda record: record[name]


MOVEMENTS = (
    Fault(
        "movement",
        "effective_on",
        "movement.applied_after_effective",
        {"applied_on": "filled"},
        {"applied_on": day_after("effective_on", 3), "approved_on": None},
    ),
    Fault(
        "movement",
        "approved_on",
        "movement.approved_before_applied",
        {"approved_on": "filled"},
        {"approved_on": day_after("applied_on", -1)},
    ),
    Fault("movement", "to_school", "movement.to_missing", {"kind": ["41"]}, {"to_school": None}),
    Fault("movement", "to_code", "movement.to_code_missing", {"kind": ["41"]}, {"to_code": None}),
    Fault("movement", "from_school", "movement.from_missing", {"kind": ["12"]}, {"from_school": None}),
    Fault("movement", "to_code", "movement.same_school", {"kind": ["12", "41"]}, {"to_code": _same("from_code")}),
    Fault("movement", "grade_before", "movement.grade_before_missing", {"kind": ["31", "41"]}, {"grade_before": None}),
    Fault("movement", "grade_after", "movement.grade_after_missing", {"kind": ["11"]}, {"grade_after": None}),
    Fault("movement", "reason", "movement.reason_missing", {"kind": ["12", "31", "41"]}, {"reason": None}),
    Fault("movement", "pause_until", "movement.pause_until_missing", {"kind": ["31"]}, {"pause_until": None}),
    Fault(
        "movement",
        "pause_until",
        "movement.pause_ends_before",
        {"kind": ["31"]},
        {"pause_until": day_after("effective_on", -30)},
    ),
    Fault("movement", "document", "movement.document_missing", {"kind": ["31", "41"]}, {"document": None}),
    Fault("movement", "kind", "movement.compulsory", {"kind": ["41"]}, {"kind": "61"}),
    Fault("movement", "kind", "required", {"kind": ["11"]}, {"kind": None}),
)

LEFT_BEHIND = (
    Fault(
        "left_behind",
        "father_away",
        "left_behind.nobody_away",
        AWAY_FATHER,
        {"father_away": False, "father_away_since": None},
        put_pupil={"left_behind": "0"},
    ),
    Fault("left_behind", "student", "left_behind_agrees", put_pupil={"left_behind": "0"}),
    Fault("left_behind", "father_away_since", "left_behind.father_since", AWAY_FATHER, {"father_away_since": None}),
    Fault("left_behind", "father_place", "left_behind.father_since", AWAY_FATHER, {"father_place": None}),
    Fault("left_behind", "both_away", "left_behind.both_away_disagrees", BOTH, {"both_away": False}),
    Fault(
        "left_behind", "lives_with_parents", "left_behind.with_parents_both_away", BOTH, {"lives_with_parents": True}
    ),
    Fault(
        "left_behind",
        "mother_away_since",
        "left_behind.mother_not_away",
        AWAY_FATHER | {"mother_status": ["1"]},
        {"mother_away_since": _same("father_away_since")},
    ),
    Fault("left_behind", "delegate_phone", "left_behind.delegate_details", BOTH, {"delegate_phone": None}),
    Fault(
        "left_behind",
        "delegate_name",
        "left_behind.delegate_without_delegation",
        BOTH,
        {"delegated": False, "agreement_on": None},
    ),
    Fault("left_behind", "delegate_name", "plain_name", BOTH, {"delegate_name": stand_in("delegate_name")}),
    Fault(
        "left_behind",
        "mother_id",
        "left_behind.parents_same_id",
        {"father_id": "filled", "mother_id": "filled"},
        {"mother_id": _same("father_id")},
    ),
    Fault(
        "left_behind",
        "confirmed_on",
        "left_behind.confirmed_before_survey",
        put={"confirmed_on": day_after("surveyed_on", -40)},
    ),
    Fault(
        "left_behind", "body", "left_behind.disabled_body", {"body": ["1"]}, {"body": "2"}, pupil={"disability": ["0"]}
    ),
    Fault("left_behind", "surveyed_on", "required", put={"surveyed_on": None}),
)


VISITS = (
    Fault("visit", "student", "refers", put={"student": UNKNOWN}),
    Fault(
        "visit",
        "visited_on",
        "in_period",
        put={"visited_on": years_before("visited_on", 2), "next_on": None},
        fits=lambda record: text(record, "visited_on")[5:] != "02-29",
    ),
    Fault("visit", "next_on", "visit.next_before", put={"next_on": day_after("visited_on", -7)}),
    Fault("visit", "follow_up", "visit.follow_up_missing", {"result": ["2", "3"]}, {"follow_up": None}),
    Fault("visit", "visitor", "plain_name", put={"visitor": stand_in("visitor")}),
    Fault("visit", "findings", "required", put={"findings": None}),
)

REGISTERS: tuple[Fault, ...] = (*MOVEMENTS, *LEFT_BEHIND, *VISITS)
