"""Numbers that the state sets, dated and local: code holds none of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from forms.kinds.numbers import exact
from forms.toml import read_toml


@dataclass(frozen=True, slots=True)
class Standard:
    """One figure with the time, the place and the document that make it binding."""

    item: str
    zh: str
    source: str
    region: str = ""
    """Beginning of the division code where it holds; "" is the whole country."""
    stage: str = ""
    """preschool, primary, junior, senior; "" for all."""
    per: str = ""
    starts: str = ""
    ends: str = ""
    amount: int | None = None
    """Money in fen."""
    value: str = ""
    """Any other figure, exact as text."""
    unit: str = ""
    sure: str = "seen"
    """"seen" in a document, or from "memory"."""
    extra: Mapping[str, object] = field(default_factory=dict[str, object])

    def holds(self, day: str, region: str, stage: str, per: str) -> bool:
        """Whether the figure is in force on a day (ISO) for a division, a stage and a span."""
        in_time = self.starts <= day and (not self.ends or day <= self.ends)
        return in_time and region.startswith(self.region) and self.stage in ("", stage) and per in ("", self.per)


class Standards:
    """All figures, found by item, day, place and stage; the more local one wins, then the later one."""

    def __init__(self, standards: Iterable[Standard]) -> None:
        self._by_item: dict[str, list[Standard]] = {}
        for standard in standards:
            self._by_item.setdefault(standard.item, []).append(standard)

    @classmethod
    def read(cls, folder: Path) -> "Standards":
        """All of `resources/standards/*.toml`."""
        paths = sorted(folder.glob("*.toml"))
        rows = (row for path in paths for row in read_toml(path).get("standard", []))
        return cls(standard_from(row) for row in rows)

    @property
    def items(self) -> dict[str, list[Standard]]:
        """Standards by item, in the order of the files."""
        return self._by_item

    def find(self, item: str, *, day: str, region: str = "", stage: str = "", per: str = "") -> Standard | None:
        """The figure in force, None where no document sets one."""
        holding = [s for s in self._by_item.get(item, ()) if s.holds(day, region, stage, per)]
        return max(holding, key=lambda s: (len(s.region), s.starts, bool(s.stage)), default=None)


def standard_from(row: Mapping[str, object]) -> Standard:
    """A standard from its TOML row; an amount is exact money in yuan."""
    known = {"item", "zh", "source", "region", "stage", "per", "from", "to", "amount", "value", "unit", "sure"}
    amount = exact(str(row["amount"])) if "amount" in row else None
    return Standard(
        item=str(row["item"]), zh=str(row["zh"]), source=str(row["source"]), region=str(row.get("region", "")),
        stage=str(row.get("stage", "")), per=str(row.get("per", "")), starts=str(row.get("from", "")),
        ends=str(row.get("to", "")), amount=None if amount is None else int(amount * 100),
        value=str(row.get("value", "")), unit=str(row.get("unit", "")), sure=str(row.get("sure", "seen")),
        extra={key: value for key, value in row.items() if key not in known},
    )  # fmt: skip
