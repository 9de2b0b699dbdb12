"""Reasons that are usually given for a reminder: first what this school wrote for the same kind, then what we ship."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence

from export.jobs.desk import Desk
from forms.library import root
from forms.problems import Problem

MOST = 8
"""A list that is longer is not read."""
Shipped = Mapping[str, Sequence[str]]


def shipped() -> Shipped:
    """Reasons by the code of a reminder, and under "any" those that fit every one."""
    read = tomllib.loads((root() / "resources" / "reasons.toml").read_text("utf-8"))
    return {code: tuple(texts) for code, texts in read.items()}


def usual_reasons(desk: Desk, problem: Problem, known: Shipped) -> list[str]:
    """What may be picked for a reminder, best first."""
    code = problem.code
    given = Counter(item.reason for item in desk.problems() if item.reason and item.problem.code == code)
    own = [text for text, _ in given.most_common(3)]
    return list(dict.fromkeys([*own, *known.get(code, ()), *known.get("any", ())]))[:MOST]
