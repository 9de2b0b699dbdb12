"""The page of indicators (均衡指标): seven items of every school, how unevenly they are shared, and how each came about."""

from ui.county.indicators.page import IndicatorsPage

__all__ = ["IndicatorsPage"]
