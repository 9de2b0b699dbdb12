"""A text to be read: headings, lines, tables and code of a Markdown document in the program's measures and colours."""

from PySide6.QtGui import (
    QBrush,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from ui.theme import Theme

HEADINGS = {1: 20, 2: 16, 3: 14}
AIR = {1: (0, 8), 2: (20, 6), 3: (14, 4)}
"""Room above and below a heading, in steps of the layout."""
LINES = 155.0
"""Percent of a line's height."""


def dress(document: QTextDocument, theme: Theme) -> None:
    """Dress what setMarkdown has made; links take the colour of links, code the paper of quotes."""
    document.setDefaultFont(theme.font(14))
    block = document.begin()
    while block.isValid():
        _dress_block(block, theme)
        _dress_words(block, theme)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, theme)


def _dress_block(block: QTextBlock, theme: Theme) -> None:
    shape, cursor = QTextBlockFormat(block.blockFormat()), QTextCursor(block)
    level = shape.headingLevel()
    shape.setLineHeight(LINES, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    in_table = cursor.currentTable() is not None
    above, below = AIR.get(level, (0, 0 if in_table else 4 if block.textList() else 8))
    shape.setTopMargin(theme.px(above))
    shape.setBottomMargin(theme.px(below))
    if shape.hasProperty(QTextFormat.Property.BlockCodeFence):
        shape.setBackground(QBrush(theme.colour("paper2")))
        shape.setBottomMargin(0)
    cursor.setBlockFormat(shape)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        letters = QTextCharFormat()
        letters.setFont(theme.font(HEADINGS.get(level, 14), bold=True))
        cursor.mergeCharFormat(letters)


def _dress_words(block: QTextBlock, theme: Theme) -> None:
    ranges = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if fragment.isValid():
            ranges.append((fragment.position(), fragment.length(), fragment.charFormat()))
        place += 1  # Qt's iterator knows no other way
    for at, length, letters in ranges:
        made = QTextCharFormat()
        if letters.isAnchor():
            made.setForeground(QBrush(theme.colour("indigo")))
        elif letters.fontFixedPitch():
            made.setBackground(QBrush(theme.colour("paper2")))
        else:
            continue
        cursor = QTextCursor(block)
        cursor.setPosition(at)
        cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(made)


def _dress_table(table: QTextTable, theme: Theme) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(theme.colour("line")))
    shape.setCellPadding(theme.px(6))
    shape.setCellSpacing(0)
    shape.setBottomMargin(theme.px(12))
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for at in range(table.columns()):
        cell = table.cellAt(0, at)
        head = cell.format()
        head.setBackground(QBrush(theme.colour("paper2")))
        cell.setFormat(head)
