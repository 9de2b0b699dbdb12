"""What the rules of the eleven forms find: nothing in a clean school, and each slip of a clerk where it was made."""

from collections.abc import Mapping

import pytest

from forms.checks import Context, check
from forms.kinds import Value
from forms.library import ORDER, Library
from forms.periods import Period
from forms.problems import Problem
from tests.forms.small_school import PERIOD, Rows, id_number, rows, tables

Slip = tuple[str, int, Mapping[str, Value], str, str]
"""Form, row, what is typed instead, and the problem that it must make: code and field."""

PARENT = id_number("1990-02-03", "015")

SLIPS: dict[str, Slip] = {
    "a teaching point counted as a school": (
        "school", 0, {"type": "218"}, "school.point_not_counted", "counts_as_school"),
    "no central school": (
        "school", 0, {"counts_as_school": False, "central_code": None}, "school.central_missing", "central_code"),
    "its own central school": ("school", 0, {"central_code": "2199000001"}, "school.central_is_self", "central_code"),
    "closed, but when": ("school", 0, {"status": "3"}, "school.closed_without_date", "closed_on"),
    "more grounds than land": ("school", 0, {"sports_ground": 390000}, "school.land", "land_area"),
    "land in mu": (
        "school", 0, {"land_area": 600, "green_area": 0, "sports_ground": 300}, "school.land_unit", "land_area"),
    "more terminals than terminals": ("school", 0, {"student_terminals": 25}, "school.terminals", "terminals"),
    "on the internet without bandwidth": (
        "school", 0, {"bandwidth": None}, "school.network_without_bandwidth", "bandwidth"),
    "books in ten thousands": ("school", 0, {"books": 1}, "school.books_unit", "books"),
    "assets in ten thousands": (
        "school", 0, {"fixed_assets": 3000, "instruments_value": 2000}, "school.fixed_assets_unit", "fixed_assets"),
    "more instruments than assets": (
        "school", 0, {"fixed_assets": 1000000}, "school.instruments_in_assets", "fixed_assets"),
    "distance in metres": ("school", 0, {"to_central": 35000}, "school.distance_unit", "to_central"),
    "science equipment without value": (
        "school", 0, {"instruments_value": None}, "school.science_without_value", "instruments_value"),
    "no toilet": ("school", 0, {"toilet": "0"}, "school.no_toilet", "toilet"),
    "a class twice": ("class", 1, {"grade": "13", "kind": "1", "grades": None}, "unique", "grade"),
    "a multi-grade class of which grades": ("class", 1, {"grades": None}, "class.grades_missing", "grades"),
    "an ordinary class with grades": ("class", 1, {"kind": "1"}, "class.grades_of_single", "grades"),
    "kindergarten in grade three": ("class", 0, {"kind": "4"}, "class.preschool_grade", "grade"),
    "birth date against ID": ("student", 0, {"born_on": "2018-03-21"}, "id_birth_differs", "born_on"),
    "sex against ID": ("student", 0, {"sex": "1"}, "id_sex_differs", "sex"),
    "no ID number": ("student", 0, {"id_number": None}, "student.id_number_missing", "id_number"),
    "a passport as resident ID": ("student", 0, {"id_number": "E12345678"}, "id_fits_type", "id_number"),
    "one ID for two": ("student", 2, {"id_number": id_number("2018-03-12", "002")}, "unique", "id_number"),
    "a pinyin stand-in": ("student", 0, {"name": "林雨tong"}, "plain_name", "name"),
    "an old local code": ("student", 0, {"student_code": "3505830012020001"}, "student_code_shape", "student_code"),
    "a parent's ID": ("student", 0, {"grade": "16", "class_no": 1}, "grade_age", "born_on"),
    "no such class": ("student", 0, {"class_no": 7}, "in_class", "class_no"),
    "entered before birth": ("student", 0, {"entered_on": "2014-09"}, "ordered", "entered_on"),
    "entered after the period": ("student", 0, {"entered_on": "2028-09"}, "not_after_period", "entered_on"),
    "inclusive without disability": (
        "student", 1, {"disability": "0", "health": "10"}, "student.inclusive_without_disability", "disability"),
    "disabled, but how": (
        "student", 0, {"health": "50"}, "student.disabled_without_kind", "disability"),
    "disabled in good health": ("student", 1, {"health": "10"}, "student.disability_without_health", "health"),
    "another's certificate": (
        "student", 1, {"disability_card": id_number("2018-03-12", "002") + "12"},
        "disability_card_owner", "disability_card"),
    "certificate of another kind": ("student", 1, {"disability": "2"}, "disability_card_kind", "disability"),
    "left behind and moved with parents": (
        "student", 0, {"migrant": True, "migrant_from": "1"}, "student.left_behind_and_migrant", "left_behind"),
    "left behind, but not registered": (
        "student", 1, {"left_behind": "1"}, "student.left_behind_not_registered", "left_behind"),
    "moved from where": ("student", 2, {"migrant_from": None}, "student.migrant_from_missing", "migrant_from"),
    "no pre-school, yet three years": (
        "student", 2, {"preschool": False}, "student.preschool_years", "preschool"),
    "a day pupil with the allowance": (
        "student", 1, {"living_aid": True}, "student.day_pupil_with_aid", "living_aid"),
    "1500 metres": ("student", 0, {"distance": 150000}, "student.distance_unit", "distance"),
    "by bus without need": ("student", 2, {"bus": False}, "student.bus_not_needed", "bus"),
    "nobody is guardian": (
        "student", 0, {"guardian1_is_guardian": False}, "student.no_guardian", "guardian1_is_guardian"),
    "some relative": (
        "student", 0, {"guardian1_relation": "97"}, "student.guardian1_relation_note", "guardian1_relation_note"),
    "a second member without relation": (
        "student", 0, {"guardian2_relation": None}, "student.guardian2_relation", "guardian2_relation"),
    "the pupil's ID for the father": (
        "student", 0, {"guardian1_id_number": id_number("2018-03-12", "002")},
        "student.guardian1_id_is_pupils", "guardian1_id_number"),
    "withdrawal at the compulsory stage": ("movement", 0, {"kind": "61"}, "movement.compulsory", "kind"),
    "arrived from nowhere": ("movement", 0, {"from_school": None}, "movement.from_missing", "from_school"),
    "left for nowhere": ("movement", 0, {"kind": "41"}, "movement.to_missing", "to_school"),
    "which grade left": (
        "movement", 0, {"kind": "31", "grade_before": None}, "movement.grade_before_missing", "grade_before"),
    "next year's movement": ("movement", 0, {"effective_on": "2027-09-01"}, "not_after_period", "effective_on"),
    "approved before applied for": (
        "movement", 0, {"approved_on": "2026-08-01"}, "movement.approved_before_applied", "approved_on"),
    "from here to here": ("movement", 0, {"to_code": "2198000001"}, "movement.same_school", "to_code"),
    "other leaving unexplained": ("movement", 0, {"kind": "46"}, "movement.other_leaving", "note"),
    "nobody away": (
        "left_behind", 0, {"father_away": False, "mother_away": False, "both_away": False},
        "left_behind.nobody_away", "father_away"),
    "both away, the father at home": (
        "left_behind", 0, {"father_away": False, "father_away_since": None},
        "left_behind.both_away_father", "father_away"),
    "each away, not both": ("left_behind", 0, {"both_away": False}, "left_behind.both_away_disagrees", "both_away"),
    "away since when": (
        "left_behind", 0, {"mother_away_since": None}, "left_behind.mother_since", "mother_away_since"),
    "at home since when": (
        "left_behind", 0, {"father_away": False}, "left_behind.father_not_away", "father_away_since"),
    "dead and away": ("left_behind", 0, {"father_status": "2"}, "left_behind.father_dead", "father_away_since"),
    "back before gone": (
        "left_behind", 0, {"father_away_until": "2025-01"}, "left_behind.father_back_before", "father_away_until"),
    "the father is in prison": (
        "left_behind", 0, {"father_status": "6"}, "left_behind.father_unable", "father_cannot_care"),
    "the mother is severely ill": (
        "left_behind", 0, {"mother_status": "5"}, "left_behind.mother_unable", "mother_cannot_care"),
    "in prison and working away": (
        "left_behind", 0, {"father_status": "6"}, "left_behind.father_dead_away", "father_away"),
    "dead and working away": (
        "left_behind", 0, {"mother_status": "2"}, "left_behind.mother_dead_away", "mother_away"),
    "nobody cares": (
        "left_behind", 0, {"delegate_name": None, "delegated": None}, "left_behind.no_carer", "delegate_name"),
    "a carer who was not delegated": (
        "left_behind", 0, {"delegated": False}, "left_behind.delegate_without_delegation", "delegate_name"),
    "disabled here only": ("left_behind", 0, {"body": "2"}, "left_behind.disabled_body", "body"),
    "the next visit before this one": ("visit", 0, {"next_on": "2026-10-01"}, "visit.next_before", "next_on"),
    "something must follow": ("visit", 0, {"result": "2"}, "visit.follow_up_missing", "follow_up"),
    "visited in another term": ("visit", 0, {"visited_on": "2026-06-01"}, "in_period", "visited_on"),
    "recognised at which level": ("aid_recognition", 0, {"level": None}, "aid.level_missing", "level"),
    "recognised without grounds": ("aid_recognition", 0, {"reason": None}, "aid.reason_missing", "reason"),
    "in no group, yet in hardship": (
        "aid_recognition", 0, {"groups": ("00",)}, "aid.none_without_reason", "reasons"),
    "watched, at which risk": ("aid_recognition", 0, {"groups": ("03",)}, "aid.monitored_missing", "monitored"),
    "an orphan here only": ("aid_recognition", 0, {"groups": ("10",)}, "aid.orphan_differs", "groups"),
    "notice before the panel": (
        "aid_recognition", 0, {"publicised_from": "2026-09-08"}, "aid.notice_before_panel", "publicised_from"),
    "monthly income": ("aid_recognition", 0, {"income_per_head": 500}, "aid.income_unit", "income_per_head"),
    "paid more than due": ("subsidy", 0, {"paid": 62600}, "subsidy.paid_more", "amount"),
    "boarders' money for a day pupil": ("student", 0, {"boards": "1"}, "subsidy.boarder_item", "item"),
    "day pupils' money for a boarder": (
        "subsidy", 0, {"item": "non_boarder_living", "amount": 31250, "paid": 31250}, "subsidy.day_item", "item"),
    "an allowance unknown to the roll": (
        "student", 0, {"living_aid": False}, "subsidy.living_aid_differs", "item"),
    "meals of how many days": ("subsidy", 0, {"item": "meals"}, "subsidy.days_missing", "days"),
    "to which card": ("subsidy", 0, {"card": None}, "subsidy.card_missing", "card"),
    "paid on which day": ("subsidy", 0, {"paid_on": None}, "subsidy.paid_without_date", "paid_on"),
    "paid during the notice": ("subsidy", 0, {"paid_on": "2026-10-10"}, "subsidy.paid_before_notice", "paid_on"),
    "quantity times price": ("equipment", 0, {"amount": 410000}, "product", "amount"),
    "one number for two": ("equipment", 1, {"asset_no": "00001"}, "unique", "asset_no"),
    "disposed of, but when": ("equipment", 1, {"disposal": None}, "equipment.disposal_missing", "disposal"),
    "disposed of and in use": ("equipment", 1, {"state": "1"}, "equipment.disposed_in_use", "state"),
    "disposed of before bought": (
        "equipment", 1, {"disposed_on": "2011-01-01"}, "equipment.disposed_before_acquired", "disposed_on"),
    "thirty computers on one card": (
        "equipment", 0, {"quantity": 30, "amount": 12600000}, "equipment.one_piece_card", "quantity"),
    "a teacher of what": ("staff", 0, {"subject": None}, "staff.teacher_subject", "subject"),
    "a teacher without certificate": (
        "staff", 0, {"certificate": "0"}, "staff.teaches_without_certificate", "certificate"),
    "rotation to where": ("staff", 0, {"rotation": "1"}, "staff.rotation_details", "rotation_school"),
    "retired when": ("staff", 0, {"state": "7"}, "staff.gone_without_date", "left_on"),
    "left and on duty": ("staff", 0, {"left_on": "2026-09-30"}, "staff.left_still_on_duty", "state"),
    "a playground as a room": ("premises", 0, {"kind": "511"}, "premises.outdoor", "kind"),
    "more multimedia than rooms": ("premises", 0, {"multimedia": 2}, "premises.multimedia_more", "count"),
    "a dangerous room in use": ("premises", 0, {"condition": "D"}, "premises.dangerous_in_use", "use"),
    "assessed as what": ("premises", 0, {"condition": "N"}, "premises.assessed_without_grade", "condition"),
    "merged, but when": ("school", 0, {"merged_into": "2199000002"}, "school.merged_without_date", "closed_on"),
    "bandwidth without a line": ("school", 0, {"network": "0"}, "school.bandwidth_without_network", "bandwidth"),
    "instruments in ten thousands": (
        "school", 0, {"instruments_value": 17200}, "school.instruments_unit", "instruments_value"),
    "another sum than the ledger's": (
        "school", 0, {"instruments_value": 2728000}, "declared_sum", "instruments_value"),
    "forty guards": ("school", 0, {"guards": 40}, "school.guards_range", "guards"),
    "a canteen that serves how": ("school", 0, {"meals": None}, "school.meals_missing", "meals"),
    "the code of a junior school": ("school", 0, {"code": "3199000001"}, "school_code_fits_type", "code"),
    "the top class as an ordinary one": (
        "class", 0, {"grade": "33"}, "class.preschool_kind", "kind"),
    "a multi-grade class of one grade": ("class", 1, {"grades": ("11",)}, "covers_grades", "grades"),
    "a resident ID from Taiwan": ("student", 0, {"overseas": "05"}, "student.overseas_with_resident_id", "id_type"),
    "foreign, but not overseas": ("student", 0, {"country": "USA"}, "student.foreign_not_overseas", "overseas"),
    "a level without disability": (
        "student", 0, {"disability_level": "2"}, "student.level_without_disability", "disability"),
    "another level than the certificate's": (
        "student", 1, {"disability_level": "3"}, "disability_card_kind", "disability_level"),
    "taught at home in good health": (
        "student", 0, {"taught_at_home": True}, "student.taught_at_home_not_disabled", "disability"),
    "taught at home and in class": (
        "student", 1, {"taught_at_home": True}, "student.taught_at_home_and_inclusive", "inclusive"),
    "pre-school of no years": (
        "student", 2, {"preschool_years": "0"}, "student.preschool_no_years", "preschool"),
    "some second relative": (
        "student", 0, {"guardian2_relation": "99"}, "student.guardian2_relation_note", "guardian2_relation_note"),
    "a relation to nobody": ("student", 1, {"guardian2_relation": "52"}, "student.guardian2_name", "guardian2_name"),
    "the pupil's ID for the mother": (
        "student", 0, {"guardian2_id_number": id_number("2018-03-12", "002")},
        "student.guardian2_id_is_pupils", "guardian2_id_number"),
    "one ID for both parents": (
        "student", 0, {"guardian1_id_number": PARENT, "guardian2_id_number": PARENT},
        "student.guardians_same_id", "guardian2_id_number"),
    "two pupils on one seat": ("student", 1, {"seat_no": 1}, "unique", "seat_no"),
    "applied for after it happened": (
        "movement", 0, {"applied_on": "2026-09-02"}, "movement.applied_after_effective", "effective_on"),
    "left before entry": ("student", 2, {"entered_on": "2026-10"}, "compared_not_before", "effective_on"),
    "a pause that ends before": (
        "movement", 0, {"kind": "31", "pause_until": "2026-08-01"}, "movement.pause_ends_before", "pause_until"),
    "a pause without end": ("movement", 0, {"kind": "31"}, "movement.pause_until_missing", "pause_until"),
    "arrived from which code": ("movement", 0, {"from_code": None}, "movement.from_code_missing", "from_code"),
    "left for which code": (
        "movement", 0, {"kind": "41", "to_school": "某校"}, "movement.to_code_missing", "to_code"),
    "into which grade": ("movement", 0, {"grade_after": None}, "movement.grade_after_missing", "grade_after"),
    "arrived why": ("movement", 0, {"reason": None}, "movement.reason_missing", "reason"),
    "approved by which paper": ("movement", 0, {"kind": "31"}, "movement.document_missing", "document"),
    "both away, the mother at home": (
        "left_behind", 0, {"mother_away": False, "mother_away_since": None},
        "left_behind.both_away_mother", "mother_away"),
    "the father away since when": (
        "left_behind", 0, {"father_away_since": None}, "left_behind.father_since", "father_away_since"),
    "the mother back before gone": (
        "left_behind", 0, {"mother_away_until": "2025-01"}, "left_behind.mother_back_before", "mother_away_until"),
    "the mother at home since when": (
        "left_behind", 0, {"mother_away": False}, "left_behind.mother_not_away", "mother_away_since"),
    "the mother dead and away": (
        "left_behind", 0, {"mother_status": "2"}, "left_behind.mother_dead", "mother_away_since"),
    "both away, with the child": (
        "left_behind", 0, {"lives_with_parents": True},
        "left_behind.with_parents_both_away", "lives_with_parents"),
    "a carer who is what": (
        "left_behind", 0, {"delegate_relation": None}, "left_behind.delegate_details", "delegate_relation"),
    "delegated to whom": (
        "left_behind", 0, {"delegate_name": None}, "left_behind.delegated_without_name", "delegate_name"),
    "one ID for father and mother": (
        "left_behind", 0, {"father_id": PARENT, "mother_id": PARENT}, "left_behind.parents_same_id", "mother_id"),
    "the child's ID for the carer": (
        "left_behind", 0, {"delegate_id": id_number("2018-03-12", "002")}, "compared_differs", "delegate_id"),
    "confirmed before the survey": (
        "left_behind", 0, {"confirmed_on": "2026-09-01"}, "left_behind.confirmed_before_survey", "confirmed_on"),
    "one parent away by the roll": ("student", 0, {"left_behind": "1"}, "left_behind_agrees", "student"),
    "watched since when": (
        "aid_recognition", 0, {"groups": ("03",), "monitored": "1"}, "aid.monitored_on_missing", "monitored_on"),
    "disabled for aid only": ("aid_recognition", 0, {"groups": ("12",)}, "aid.disabled_differs", "groups"),
    "a martyr's child for aid only": ("aid_recognition", 0, {"groups": ("14",)}, "aid.martyr_differs", "groups"),
    "aid that nobody applied for": ("student", 0, {"wants_aid": False}, "aid.not_applied", "student"),
    "a panel before the application": (
        "aid_recognition", 0, {"panel_on": "2026-09-01"}, "aid.panel_before_application", "panel_on"),
    "a notice that ends before": (
        "aid_recognition", 0, {"publicised_to": "2026-09-11"}, "aid.notice_ends_before", "publicised_to"),
    "filed before the notice ended": (
        "aid_recognition", 0, {"county_on": "2026-09-15"}, "aid.county_before_notice", "county_on"),
    "recognised before the panel": (
        "aid_recognition", 0, {"recognised_on": "2026-09-08"}, "aid.recognised_before_panel", "recognised_on"),
    "the standard of last year": ("subsidy", 0, {"amount": 50000, "paid": 50000}, "standard", "amount"),
    "meals of a whole year": ("subsidy", 0, {"item": "meals", "days": 200}, "subsidy.days_range", "days"),
    "fen for yuan": ("subsidy", 0, {"amount": 6250000}, "subsidy.amount_unit", "amount"),
    "a holder who is what": (
        "subsidy", 0, {"holder_relation": None}, "subsidy.holder_relation_missing", "holder_relation"),
    "paid how much": ("subsidy", 0, {"paid": None}, "subsidy.paid_on_without_amount", "paid"),
    "came back when": ("subsidy", 0, {"returned": "1"}, "subsidy.returned_on_missing", "returned_on"),
    "a payment's notice that ends before": (
        "subsidy", 0, {"publicised_to": "2026-10-01"}, "subsidy.notice_ends_before", "publicised_to"),
    "paid to one who is not here": ("student", 0, {"entered_on": "2027-03"}, "on_roll", "student"),
    "disposed of without approval": (
        "equipment", 1, {"approval": None}, "equipment.approval_missing", "approval"),
    "booked before bought": (
        "equipment", 0, {"booked_on": "2022-01-31"}, "equipment.booked_before_acquired", "booked_on"),
    "guaranteed before bought": ("equipment", 0, {"warranty": "2021-01"}, "equipment.warranty_before", "warranty"),
    "a lot of servers": (
        "equipment", 2, {"kind": "14"}, "equipment.computers_one_card", "card"),
    "a desk for millions": ("equipment", 0, {"unit_price": 420000000}, "equipment.price_unit", "unit_price"),
    "a code of which edition": (
        "equipment", 0, {"class_code": "A02010105"}, "equipment.code_system_missing", "code_system"),
    "nothing in use": ("equipment", 2, {"quantity": 0, "amount": 0}, "equipment.zero_in_use", "state"),
    "bought in the future": ("equipment", 0, {"acquired": "2029-01"}, "not_after_period", "acquired"),
    "at work before birth": ("staff", 0, {"began": "1980-01"}, "staff.began_before_birth", "began"),
    "here before at work": ("staff", 0, {"came": "2009-01"}, "staff.came_before_began", "came"),
    "gone before here": ("staff", 0, {"left_on": "2015-01-01"}, "staff.left_before_came", "left_on"),
    "a rotation that ends before": (
        "staff", 0, {"rotation_from": "2026-09-01", "rotation_to": "2026-08-01"},
        "staff.rotation_ends_before", "rotation_to"),
    "no rotation to a school": (
        "staff", 0, {"rotation_school": "某校"}, "staff.no_rotation", "rotation_school"),
    "lent to this school, full-time here": (
        "staff", 0, {"rotation": "1", "rotation_side": "2"}, "staff.came_by_rotation", "full_time"),
    "a teacher of which title": ("staff", 0, {"title": None}, "staff.teacher_title", "title"),
    "fifty lessons": ("staff", 0, {"weekly_hours": 500}, "staff.hours_range", "weekly_hours"),
    "training without end": ("staff", 0, {"training_hours": 3800}, "staff.training_range", "training_hours"),
    "the teacher's ID is another's": ("staff", 0, {"born_on": "1988-07-17"}, "id_birth_differs", "born_on"),
    "multimedia in the canteen": ("premises", 0, {"kind": "314"}, "premises.multimedia_kind", "kind"),
    "half a square metre": ("premises", 0, {"area": 54}, "premises.area_unit", "area"),
    "repaired before built": (
        "premises", 0, {"repaired_year": 2001}, "premises.repaired_before_built", "repaired_year"),
}  # fmt: skip


def problems(library: Library, records: Rows) -> list[Problem]:
    """All problems of the small school."""
    held = tables(library, records)
    return check(held, Context(Period(PERIOD), library.standards, held))


def test_a_clean_school_has_no_problem(library: Library) -> None:
    found = problems(library, rows())
    assert [(p.form, p.field, library.catalogue.sentence(p)) for p in found] == []


def test_the_clean_school_fills_every_form(library: Library) -> None:
    records = rows()
    assert list(records) == list(ORDER)
    for name, form in library.forms.items():
        unknown = {field for record in records[name] for field in record} - set(form.fields)
        assert not unknown, name


@pytest.mark.parametrize(("form", "row", "typed", "code", "field"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_found_where_it_was_made(
    library: Library, form: str, row: int, typed: Mapping[str, Value], code: str, field: str
) -> None:
    records = rows()
    records[form][row] |= dict(typed)
    found = problems(library, records)
    assert (code, field) in {(p.code, p.field) for p in found}
    for problem in found:
        for lang in ("zh", "en"):
            sentence = library.catalogue.sentence(problem, lang)
            assert sentence, problem.code
            assert "{" not in sentence, sentence


def test_every_rule_of_every_form_has_been_seen_to_speak(library: Library) -> None:
    seen = {code for _, _, _, code, _ in SLIPS.values()}
    own = {rule.code for form in library.forms.values() for rule in form.checks if rule.code != rule.name}
    assert own - seen == set()
