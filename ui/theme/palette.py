"""Qt's palette from the table of colours, for everything that the style sheet leaves to the Fusion style."""

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Colours

ROLES = {
    QPalette.ColorRole.Window: "desk", QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "paper", QPalette.ColorRole.AlternateBase: "paper2",
    QPalette.ColorRole.Text: "ink", QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "paper", QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "indigo_fill", QPalette.ColorRole.HighlightedText: "on_fill",
    QPalette.ColorRole.ToolTipBase: "paper", QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Link: "indigo", QPalette.ColorRole.LinkVisited: "indigo",
    QPalette.ColorRole.BrightText: "on_fill", QPalette.ColorRole.Light: "paper", QPalette.ColorRole.Midlight: "paper2",
    QPalette.ColorRole.Mid: "line", QPalette.ColorRole.Dark: "edge", QPalette.ColorRole.Shadow: "edge",
    QPalette.ColorRole.Accent: "indigo_fill",
}  # fmt: skip


def palette(colours: Colours) -> QPalette:
    """Every role that Fusion paints with."""
    made = QPalette()
    for role, token in ROLES.items():
        made.setColor(role, QColor(colours[token]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["ink3"]))
    return made
