"""What a county decides where the rules leave it open, and the figures that it enters: kept in its store as one text.

What a newer program has put in is kept as it is and has no say here: an unknown name, a choice that is not among ours.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Literal, cast, get_args, get_type_hints

from db.county.store import CountyStore
from forms.indicators import Settings
from forms.indicators.asked import Asked, asked_figures
from forms.problems import Wrong

SETTING = "indicators"
"""Under this name the store keeps them."""
Rule = Literal["headcount", "points", "small_points", "visiting"]
RULES: tuple[Rule, ...] = get_args(Rule)


def settings_of(store: CountyStore) -> Settings:
    """The county's decisions; the region is its own division unless another is said."""
    said, hints = _said(store), get_type_hints(Settings)
    known = {each.name: said[each.name] for each in fields(Settings) if each.name in said}
    ours: dict[str, Any] = {name: value for name, value in known.items() if _fits(value, hints[name])}
    for name in ("entered", "evidence"):
        ours[name] = {key: str(text) for key, text in ours.get(name, {}).items()}
    ours["entered"] = {key: text for key, text in ours["entered"].items() if _is_read(key, text)}
    ours.setdefault("region", store.code)
    return Settings(**ours)


def choices(rule: Rule) -> tuple[Any, ...]:
    """What may be chosen."""
    hint = get_type_hints(Settings)[rule]
    return get_args(hint) or (True, False)


def choose(store: CountyStore, rule: Rule, value: str | bool, user: str = "") -> None:
    """Decide of one rule."""
    if value not in choices(rule):
        raise ValueError(f"{rule}: {value!r}")
    _keep(store, {**_said(store), rule: value}, user)


def enter(store: CountyStore, asked: Asked, text: str, user: str = "") -> Wrong | None:
    """Enter a figure, blank to take it out; why it cannot be read, if so, and then nothing is changed."""
    value = asked.read(text)
    if isinstance(value, Wrong):
        return value
    _put(store, "entered", asked.key, value, user)
    return None


def prove(store: CountyStore, asked: Asked, text: str, user: str = "") -> None:
    """Say what proves a figure."""
    _put(store, "evidence", asked.proof, text.strip(), user)


def _put(store: CountyStore, group: str, key: str, value: str, user: str) -> None:
    said = _said(store)
    found = said.get(group)
    kept = dict(cast("dict[str, object]", found)) if isinstance(found, dict) else {}
    if value:
        kept[key] = value
    else:
        kept.pop(key, None)
    _keep(store, {**said, group: kept}, user)


def _said(store: CountyStore) -> dict[str, Any]:
    """Everything that is kept, also what only a newer program understands."""
    try:
        found: object = json.loads(store.setting(SETTING, "{}"))
    except ValueError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _keep(store: CountyStore, said: Mapping[str, object], user: str) -> None:
    store.set_setting(SETTING, json.dumps(said, ensure_ascii=False, sort_keys=True), user)


def _fits(value: object, hint: Any) -> bool:  # noqa: ANN401 -- types have no common type
    if get_args(hint) and not isinstance(get_args(hint)[0], type):
        return value in get_args(hint)
    return isinstance(value, dict if get_args(hint) else hint)


def _is_read(key: str, text: str) -> bool:
    """Figures of ours are exact numbers; what somebody else put in is left to whoever understands it."""
    known = {asked.key: asked for asked in asked_figures()}
    return key not in known or not isinstance(known[key].read(known[key].show(text)), Wrong)
