"""The figures that a county is judged by, worked out of what its schools reported; no files, no SQL.

`indicators` gives the seven resource items; `Roster` holds the schools for all other figures.
"""

from forms.indicators.aid import aid
from forms.indicators.checklist import checklist
from forms.indicators.classes import class_sizes, school_sizes
from forms.indicators.funds import funds
from forms.indicators.model import Excluded, Indicator, Listed, Mark, Reading, Settings, Stage, Term
from forms.indicators.packing import packed
from forms.indicators.schools import Roster
from forms.indicators.seven import indicators, measured
from forms.indicators.shares import shares
from forms.indicators.totals import totals
from forms.indicators.verdict import county_verdicts, items_to_reach, school_verdicts

__all__ = [
    "Excluded",
    "Indicator",
    "Listed",
    "Mark",
    "Reading",
    "Roster",
    "Settings",
    "Stage",
    "Term",
    "aid",
    "checklist",
    "class_sizes",
    "county_verdicts",
    "funds",
    "indicators",
    "items_to_reach",
    "measured",
    "packed",
    "school_sizes",
    "school_verdicts",
    "shares",
    "totals",
]
