"""The figures that a county is judged by, worked out of what its schools reported; no files, no SQL."""

from forms.indicators.model import Excluded, Indicator, Listed, Mark, Reading, Settings, Stage, Term
from forms.indicators.seven import indicators

__all__ = ["Excluded", "Indicator", "Listed", "Mark", "Reading", "Settings", "Stage", "Term", "indicators"]
