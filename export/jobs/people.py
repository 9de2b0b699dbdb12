"""Who works at a ledger: their names are kept inside it, encrypted, and never beside it in the program's own files."""

import json

from export.jobs.desk import Desk

MOST = 8
"""Names that are offered."""
_NAME = "people"


def people(desk: Desk) -> list[str]:
    """Who has worked here, the last one first."""
    return [str(name) for name in json.loads(desk.store.setting(_NAME) or "[]")]


def work_as(desk: Desk, name: str) -> None:
    """Somebody sits down; every change from now on bears this name."""
    name = name.strip()
    desk.user = name
    known = people(desk)
    if name and known[:1] != [name]:
        others = [other for other in known if other != name]
        desk.store.set_setting(_NAME, json.dumps([name, *others][:MOST], ensure_ascii=False))


def resume(desk: Desk) -> None:
    """Whoever worked here last goes on."""
    if not desk.user:
        desk.user = next(iter(people(desk)), "")
