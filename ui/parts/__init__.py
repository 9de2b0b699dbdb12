"""Small things of which pages are made: text, buttons, badges, segments, fields of search, bars, stamps."""

from ui.parts.badge import Badge
from ui.parts.busy import BusyBar
from ui.parts.button import Button, Link
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.fields import Fields, labelled
from ui.parts.glyph import GLYPHS, Glyph, IconView, calm, draw_icon
from ui.parts.head import PageHead
from ui.parts.layouts import clear, column, row, spaced
from ui.parts.lines import Line, ProgressLine
from ui.parts.message import MessageBar
from ui.parts.over import Over
from ui.parts.pick import Pick
from ui.parts.plain import FOLD, paint_empty, paint_fold, paint_ground, plain
from ui.parts.pressable import Pressable
from ui.parts.problem import ProblemLine
from ui.parts.search import SearchField
from ui.parts.section import SectionHeader
from ui.parts.segments import Segments
from ui.parts.side import SIDE, SideItem
from ui.parts.stamp import Stamp
from ui.parts.steps import Step, Steps
from ui.parts.text import say, text

__all__ = [
    "FOLD", "GLYPHS", "SIDE", "Badge", "BusyBar", "Button", "Card", "Elided", "Fields", "Glyph", "IconView", "Line",
    "Link", "MessageBar", "Over", "PageHead", "Pick", "Pressable", "ProblemLine", "ProgressLine", "SearchField",
    "SectionHeader", "Segments", "SideItem", "Stamp", "Step", "Steps", "calm", "clear", "column", "draw_icon",
    "labelled", "paint_empty", "paint_fold", "paint_ground", "plain", "row", "say", "spaced", "text",
]  # fmt: skip
