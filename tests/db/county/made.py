"""Deliveries for tests, as whoever reads workbooks would hand them over: small, and different where they should be."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from db.county.batch import Run
from db.county.sent import File, Status
from db.county.store import CountyStore

TERM = "2026-1"


@dataclass(frozen=True)
class Part:
    form: str
    definition: str
    sheet: str
    rows: int
    payload: bytes


@dataclass
class Delivery:
    digest: str
    school: str
    school_name: str
    period: str
    revision: int
    practice: bool
    draft: bool
    seal: str = "intact"
    check_code: str = "ABCD"
    key: str = "aa"
    quick: bool = True
    proof: str = ""
    on_roll: int = 0
    states: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    problems: list[tuple[Any, ...]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    pupils: list[tuple[Any, ...]] = field(default_factory=list)
    moves: list[tuple[Any, ...]] = field(default_factory=list)


def delivery(
    school: str = "2135000001", revision: int = 1, *, text: str = "", forms: Iterable[str] = ("school", "student"),
    period: str = TERM, practice: bool = True, draft: bool = False, pupils: Iterable[tuple[Any, ...]] | None = None,
    **other: object,
) -> Delivery:  # fmt: skip
    """A delivery; `text` makes its content another."""
    parts = {
        form: Part(form, f"definition of {form}", form, 2, f"{school}{revision}{text}{form}".encode()) for form in forms
    }
    said = json.dumps([school, period, revision, practice, draft, text, [*parts]])
    keys = [pupil(row, f"{school}{row}", name=f"学生{text}") for row in range(2)] if pupils is None else [*pupils]
    values = {
        "states": dict.fromkeys(parts, "filled"), "parts": parts, "facts": {"all": {"pupils": len(keys), "text": text}},
        "definitions": {part.definition: f'{{"form": "{part.form}"}}' for part in parts.values()},
        "pupils": keys, "moves": [(0, f"m{school}", f"{school}0", "12", "2026-09-02", "2135000009", "", "王小明", "")],
        "problems": [problem("student", f"{school}0"), problem("", "")], "reasons": [("a|student|", "已核对")],
        "answers": [{"slip": "s", "item": str(revision)}], "on_roll": len(keys), "key": f"key of {school}",
    }  # fmt: skip
    digest = hashlib.sha256(said.encode()).hexdigest()
    made = Delivery(digest, school, "柳溪小学", period, revision, practice, draft)
    for name, value in {**values, **other}.items():
        setattr(made, name, value)
    return made


def pupil(row: int, record: str, id_number: str = "", name: str = "李雨桐", on_roll: bool = True) -> tuple[Any, ...]:
    """The key of a pupil."""
    head = (row, record, id_number, name, "li yu tong", "2018-03-01", "2", "3")
    return (*head, on_roll, ("13800000001", "13800000002"), f"G{id_number}", ("李大山", "王秀英"))


def problem(form: str, record: str) -> tuple[Any, ...]:
    """A problem as the reader of workbooks packs it."""
    return (
        form or "说明",
        "B7",
        ("a_code", "error", form, "name" if form else None, 0, record, {}, None),
        "姓名没有填。",
        "",
    )


def file(name: str, expected: int = 1) -> File:
    """A file whose bytes are as its name."""
    return File(name, hashlib.sha256(name.encode()).hexdigest(), f"/in/{name}", 1000, expected)


def merge(store: CountyStore, *sent: Delivery, name: str = "汇总") -> list[Status]:
    """Merge deliveries as one batch, each in a file of its own that is named after its content."""
    with store.batch(name, "王老师") as batch:
        return [batch.add(one, file(f"{one.digest[:8]}.xlsx")) for one in sent]


def broken_off(store: CountyStore, work: Callable[[Run], object]) -> None:
    """A batch whose run ends in the middle, once the work is done."""
    with suppress(KeyboardInterrupt), store.batch("汇总", "王老师") as batch:
        work(batch)
        raise KeyboardInterrupt


def bring(batch: Run, files: Mapping[str, Iterable[Delivery]]) -> None:
    """Add files of several deliveries each."""
    for name, inside in files.items():
        found = list(inside)
        for one in found:
            batch.add(one, file(name, len(found)))
