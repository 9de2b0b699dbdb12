"""The one table of colours: everything on the screen and in the style sheet is painted from it."""

from typing import Literal

Scheme = Literal["light", "dark", "contrast"]
Colours = dict[str, str]

LIGHT: Colours = {
    # text
    "ink": "#1A2530", "ink2": "#43515E", "ink3": "#5B6874",
    "indigo": "#1F5590", "seal": "#B3261E", "amber": "#8A4B00", "jade": "#1B6B45",
    # grounds and lines
    "desk": "#EEF1F4", "paper": "#FFFFFF", "paper2": "#F5F7F9",
    "line": "#D9E0E6", "line2": "#E7ECF0", "track": "#DFE5EA", "off": "#D9E0E6", "edge": "#7C8995", "scroll": "#87939F",
    # fills, tints, soft fills
    "indigo_fill": "#1F5590", "indigo_hover": "#17426F", "indigo_tint": "#E2ECF7", "indigo_soft": "#6793C4",
    "seal_fill": "#B3261E", "seal_tint": "#FBE8E6", "seal_soft": "#CC746D",
    "amber_fill": "#CC7A00", "amber_tint": "#FFF0D1", "amber_soft": "#BF8722",
    "jade_fill": "#2F8F62", "jade_tint": "#E0F1E7", "jade_soft": "#78BB97",
    # the cloth cover with its slip
    "navy": "#1F3B58", "navy_hi": "#31557C", "navy_text": "#E3EBF3", "navy_muted": "#AFC0D1",
    "pine": "#1D423F", "pine_hi": "#2E605B", "pine_text": "#E3EBF3", "pine_muted": "#AEC6C2",
    "slip": "#FBFAF6", "slip_ink": "#1A2530", "slip_ink2": "#43515E",
    # on fills
    "on_fill": "#FFFFFF", "on_amber": "#2B1A00", "pill_seal": "#C8362D", "pill_amber": "#F0BE62",
}  # fmt: skip

DARK: Colours = {
    "ink": "#E8EDF2", "ink2": "#BAC5D0", "ink3": "#97A5B2",
    "indigo": "#86B6EA", "seal": "#F5938A", "amber": "#EFBB62", "jade": "#7FCFA4",
    "desk": "#12171C", "paper": "#1A2129", "paper2": "#212A33",
    "line": "#303C47", "line2": "#28323C", "track": "#2D3842", "off": "#303C47", "edge": "#70808F", "scroll": "#6A7987",
    "indigo_fill": "#2B67A6", "indigo_hover": "#3676B8", "indigo_tint": "#1D3650", "indigo_soft": "#4C7FB4",
    "seal_fill": "#C43B32", "seal_tint": "#44211F", "seal_soft": "#A9524B",
    "amber_fill": "#E0A03A", "amber_tint": "#3B2B11", "amber_soft": "#A87A31",
    "jade_fill": "#4FAE80", "jade_tint": "#18352A", "jade_soft": "#39755A",
    "navy": "#0D1B29", "navy_hi": "#23415F", "navy_text": "#E3EBF3", "navy_muted": "#AFC0D1",
    "pine": "#0C2321", "pine_hi": "#1F4A46", "pine_text": "#E3EBF3", "pine_muted": "#AEC6C2",
    "slip": "#DAD8CF", "slip_ink": "#1A2530", "slip_ink2": "#43515E",
    "on_fill": "#FFFFFF", "on_amber": "#2B1A00", "pill_seal": "#C8362D", "pill_amber": "#F0BE62",
}  # fmt: skip

CONTRAST: Colours = {
    **LIGHT,
    "ink": "#000000", "ink2": "#000000", "ink3": "#4A4A4A",
    "indigo": "#00387A", "seal": "#8C0000", "amber": "#5C3000", "jade": "#004D29",
    "desk": "#FFFFFF", "paper2": "#FFFFFF",
    "line": "#000000", "line2": "#5A5A5A", "track": "#FFFFFF", "off": "#8A8A8A", "edge": "#000000", "scroll": "#000000",
    "indigo_fill": "#00387A", "indigo_hover": "#001F4D", "indigo_tint": "#CFE0FF", "indigo_soft": "#3F6FA8",
    "seal_fill": "#8C0000", "seal_tint": "#FFFFFF", "amber_fill": "#5C3000", "amber_tint": "#FFFFFF",
    "jade_fill": "#004D29", "jade_tint": "#FFFFFF", "on_amber": "#FFFFFF",
    "navy": "#000000", "navy_hi": "#00387A", "navy_text": "#FFFFFF", "navy_muted": "#FFFFFF",
    "pine": "#000000", "pine_hi": "#004D29", "pine_text": "#FFFFFF", "pine_muted": "#FFFFFF",
    "slip": "#FFFFFF", "slip_ink": "#000000", "slip_ink2": "#000000",
    "pill_seal": "#FFFFFF", "pill_amber": "#FFFFFF",
}  # fmt: skip
"""No tints but that of the selection: what they say elsewhere is said by edges and glyphs."""

COLOURS: dict[Scheme, Colours] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

TONES = ("ink", "ink2", "ink3", "indigo", "seal", "amber", "jade")
"""Colours in which text may stand on paper."""

SIZES = (12, 13, 14, 15, 16, 20, 24, 28, 38)
"""Sizes of text in px at 96 dpi; nothing below 12."""
