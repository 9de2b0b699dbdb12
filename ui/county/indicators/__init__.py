"""The page of indicators (均衡指标): seven items of every school, how evenly they are shared, whence each figure is."""

from ui.county.indicators.page import IndicatorsPage

__all__ = ["IndicatorsPage"]
