"""The seven resource items of 优质均衡 (教督〔2017〕6号) at every school, and how unevenly the county shares them."""

from collections.abc import Mapping, Sequence

from forms.facts import Facts
from forms.indicators.model import Indicator, Listed, Settings
from forms.periods import Period
from forms.standards import Standards


def indicators(
    facts: Mapping[str, Facts], register: Sequence[Listed], standards: Standards, period: Period, settings: Settings
) -> list[Indicator]:
    """Each item at each stage, and at both together; facts are those of `forms.facts` by school code."""
    return []
