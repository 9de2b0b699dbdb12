"""每12个班级 a music room and an art room large enough (教督〔2017〕6号; relaxed areas: 省级优质均衡数据采集表)."""

from dataclasses import dataclass

from forms.facts import ALL, family, figure
from forms.indicators.schools import COMPULSORY, Roster, School
from forms.standards import Standard

MUSIC, ART = "124", "125"
"""用房类别."""


@dataclass(frozen=True, slots=True)
class ArtRooms:
    """What one school has and needs."""

    school: str
    name: str
    classes: int
    needed: int
    """Of each kind."""
    music: int
    """Music rooms that are large enough."""
    art: int
    music_area: int
    """The area that is large enough here, whole m²."""
    art_area: int

    @property
    def enough(self) -> bool:
        return self.music >= self.needed and self.art >= self.needed


def art_rooms(roster: Roster) -> tuple[list[ArtRooms], list[School]]:
    """Every school that is evaluated, and those whose classes or premises are not known."""
    found: list[ArtRooms] = []
    missing: list[School] = []
    for school in _evaluated(roster):
        if school.facts is None or any(figure(school.facts, ALL, fact) is None for fact in ("classes", "art_rooms")):
            missing.append(school)
        else:
            found.append(_school(roster, school))
    return found, missing


def _evaluated(roster: Roster) -> list[School]:
    """Schools of both stages, each once, and those that belong there and are missing."""
    rows = [roster.rows(stage) for stage in COMPULSORY]
    codes = {school.code for kept, _ in rows for school in kept}
    codes |= {each.school for _, excluded in rows for each in excluded if each.missing}
    return [school for school in roster.schools if school.code in codes]


def _school(roster: Roster, school: School) -> ArtRooms:
    facts = school.facts or {}
    classes = sum(int(figure(facts, stage, "classes") or 0) for stage in COMPULSORY)
    per = roster.limit("classes_per_art_room") or 1
    areas = {kind: _area(roster, school, item) for kind, item in ((MUSIC, "music_room_area"), (ART, "art_room_area"))}
    rooms = dict.fromkeys(areas, 0)
    for key, count in family(facts, ALL, "art_rooms").items():
        kind, each = key.split(".")
        rooms[kind] += int(count) if int(each) >= areas[kind] else 0
    return ArtRooms(
        school.code, school.name, classes, -(-classes // per), rooms[MUSIC], rooms[ART], areas[MUSIC], areas[ART]
    )


def _area(roster: Roster, school: School, item: str) -> int:
    """The least area that one of the rules which fit the school asks for."""
    stage = "primary" if school.pupils("primary", roster.settings) else "junior"
    names = (item, f"{item}_2016", "art_room_area_small")
    rules = [roster.standards.find(name, day=roster.day, region=roster.settings.region, stage=stage) for name in names]
    return min((int(rule.value) for rule in rules if rule is not None and _fits(school, rule)), default=0)


def _fits(school: School, rule: Standard) -> bool:
    """Whether a relaxed rule is for this school: an old campus, or a rural school of small classes."""
    if "built_up_to" in rule.extra:
        built = school.listed.built_year
        return built is not None and built <= int(str(rule.extra["built_up_to"]))
    if "class_below" in rule.extra:
        below = int(str(rule.extra["class_below"]))
        return school.listed.urban_rural.startswith("2") and _largest(school) < below
    return True


def _largest(school: School) -> int:
    sizes = (int(key.split(".")[1]) for key in family(school.facts or {}, ALL, "class_sizes"))
    return max(sizes, default=0)
