"""What one part brings against another: how many records are new, other than before, or gone. Forms are not needed."""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from export.delivery.payload import SIGNS, Data, unpacked


class Change(NamedTuple):
    """Counts of records, found by their lasting ids."""

    added: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def is_none(self) -> bool:
        """Whether both say the same; records may stand elsewhere in the file."""
        return not any(self)


def change(before: bytes | None, now: bytes | None) -> Change:
    """From the payload of one part to that of another; None is a part that is not there."""
    if before == now:
        return Change()
    old, new = (_records(unpacked(payload)) if payload is not None else {} for payload in (before, now))
    both = old.keys() & new.keys()
    return Change(len(new) - len(both), sum(old[id_] != new[id_] for id_ in both), len(old) - len(both))


def _records(data: Data) -> dict[str, list[tuple[str, object]]]:
    """Lasting id → what is filled in; a column that one file lacks is blank."""
    ids = cast("list[str]", data["ids"])
    columns = sorted((name, _values(column, len(ids))) for name, column in data["columns"].items())
    found: dict[str, list[tuple[str, object]]] = {id_: [] for id_ in ids}
    for name, values in columns:
        for id_, value in zip(ids, values, strict=True):
            if value is not None:
                found[id_].append((name, value))
    for row, name, text in data["raw"]:
        found[ids[row]].append((name, [text]))
    return found


def _values(column: Any, records: int) -> Sequence[object]:  # noqa: ANN401 -- as it stands in JSON
    if isinstance(column, list):
        return cast("list[object]", column)
    if "all" in column:
        return [column["all"]] * records
    known = dict(zip(SIGNS, column["of"], strict=False))
    return [known[sign] for sign in column["is"]]
