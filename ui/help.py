"""The manual in a window beside the work: F1 opens the page that belongs to what is on the screen.

The left side is read from resources/help/index.md: its headings, and below each the pages to which its lines lead.
"""

import re
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QTextBrowser, QWidget

from ui.parts import SIDE, Button, Line, PageHead, SearchField, SideItem, column, row, text
from ui.reading import dress
from ui.theme import Theme

START = "index"
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n[ \t]*(?=[\u3000-\u9fff\uff00-\uffef])")
"""A line broken within Chinese text: Markdown would put a space there."""
LINK = re.compile(r"^- \[(?P<title>[^]]+)\]\((?P<page>\w+)\.md\)")


class Entry(NamedTuple):
    """A line of the contents; without a page it is a heading."""

    title: str
    page: str


def contents(folder: Path) -> list[Entry]:
    """What stands down the left side."""
    found: list[Entry] = []
    for line in read(folder, START).splitlines():
        if line.startswith("## "):
            found.append(Entry(line.removeprefix("## "), ""))
        elif link := LINK.match(line):
            found.append(Entry(link["title"], link["page"]))
    return found


def read(folder: Path, page: str) -> str:
    """The Markdown of a page, its paragraphs in one line each; "" where there is none of that name."""
    file = folder / f"{page}.md"
    return WRAPPED.sub("", file.read_text("utf-8")) if file.is_file() else ""


class HelpWindow(QWidget):
    """Pages of resources/help/, with the way back."""

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._folder, self._theme = folder, theme
        self._pages: list[str] = []
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(self.tr("Help"))
        self.browser.setOpenLinks(False)
        self.browser.setTabChangesFocus(True)
        self.browser.anchorClicked.connect(self._follow)
        self.search = SearchField(theme, self.tr("Search the manual"), self.tr("Search the manual"), "Ctrl+F")
        self.search.textChanged.connect(self._sift)
        self.search.returnPressed.connect(self._find)
        self.items: dict[str, SideItem] = {}
        self.back = Button(theme, self.tr("Back"), icon="arrow_left")
        self.back.clicked.connect(self.go_back)
        self._head = PageHead(self.tr("Help"), self.back)
        body = row(self._side(), Line(upright=True), self.browser, gap=0)
        body.setStretch(2, 1)
        column(self._head, body, gap=0, parent=self).setStretch(1, 1)
        for keys, work in (("Esc", self.close), ("Alt+Left", self.go_back), ("Ctrl+F", self.search.setFocus)):
            QShortcut(QKeySequence(keys), self, work)
        theme.changed.connect(self._show)
        self.setWindowTitle(f"{self.tr('Help')} – {self.tr('Xiangxiao')}")
        self.resize(theme.px(980), theme.px(680))

    @property
    def page(self) -> str:
        """Which page is shown."""
        return self._pages[-1] if self._pages else ""

    def open(self, page: str) -> None:
        """Show a page; the contents where there is none of that name."""
        if not (self._folder / f"{page}.md").is_file():
            page = START
        if self.page != page:
            self._pages.append(page)
        self._show()
        self.browser.setFocus()

    def go_back(self) -> None:
        """The page before."""
        if len(self._pages) > 1:
            self._pages.pop()
            self._show()

    def _show(self) -> None:
        if not self._pages:
            return
        document = self.browser.document()
        self.browser.setMarkdown(read(self._folder, self.page))
        document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, self.page)
        dress(document, self._theme)
        for page, item in self.items.items():
            item.setChecked(page == self.page)
        self.back.setEnabled(len(self._pages) > 1)
        self._mark()

    def _side(self) -> QFrame:
        """Search above, the contents below."""
        listed, side = QFrame(), QFrame()
        for part in (listed, side):
            part.setProperty("ground", "paper")
        group, laid = QButtonGroup(self), column(gap=0, parent=listed)
        for entry in [Entry(self.tr("Contents"), START), *contents(self._folder)]:
            if not entry.page:
                laid.addLayout(column(text(entry.title, 12, "ink3"), margins=(16, 12, 16, 4)))
                continue
            self.items[entry.page] = item = SideItem(self._theme, entry.title)
            item.clicked.connect(lambda _checked=False, page=entry.page: self.open(page))
            group.addButton(item)
            laid.addWidget(item)
        laid.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(listed)
        scroll.setAccessibleName(self.tr("Contents"))
        column(column(self.search, margins=(12, 12, 12, 8)), scroll, gap=0, parent=side).setStretch(1, 1)
        side.setFixedWidth(self._theme.px(SIDE))
        return side

    # ── searching ───────────────────────────────────────────────────────────────────────────────────────────────

    def _sift(self, words: str) -> None:
        """Leave the pages that speak of it."""
        for page, item in self.items.items():
            item.setVisible(not words or words.casefold() in read(self._folder, page).casefold())
        self._mark()

    def _find(self) -> None:
        """On to where it is said: on this page, else on the first one that is left."""
        words = self.search.text()
        if not words or self.browser.find(words):
            return
        left = [page for page, item in self.items.items() if not item.isHidden() and page != START]
        if left and self.page not in left:
            self.open(left[0])
            self.search.setFocus()
        self._mark()

    def _mark(self) -> None:
        """Put the mark on the first place of this page where it is said."""
        cursor = self.browser.textCursor()
        cursor.movePosition(cursor.MoveOperation.Start)
        self.browser.setTextCursor(cursor)
        if self.search.text():
            self.browser.find(self.search.text())

    def _follow(self, link: QUrl) -> None:
        name = link.fileName()
        if name.endswith(".md"):
            self.open(name.removesuffix(".md"))
