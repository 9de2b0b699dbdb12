"""The manual in a window beside the work: F1 opens the page that belongs to what is on the screen."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui.parts import Button, PageHead, column
from ui.theme import Theme

START = "index"
STYLE = "h1 {{ font-size: {h1}pt; }} h2 {{ font-size: {h2}pt; }} a {{ color: {link}; }} code {{ font-size: {code}pt; }}"


class HelpWindow(QWidget):
    """Pages of resources/help/, with the way back."""

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._folder, self._theme = folder, theme
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(self.tr("Help"))
        self.browser.setSearchPaths([str(folder)])
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._follow)
        contents, back = (
            Button(theme, self.tr("Contents"), icon="book"),
            Button(theme, self.tr("Back"), icon="arrow_left"),
        )
        contents.clicked.connect(lambda: self.open(START))
        back.clicked.connect(self._back)
        self._pages: list[str] = []
        column(PageHead(self.tr("Help"), back, contents), self.browser, gap=0, parent=self).setStretch(1, 1)
        QShortcut(QKeySequence("Esc"), self, self.close)
        QShortcut(QKeySequence("Alt+Left"), self, self._back)
        self.setWindowTitle(f"{self.tr('Help')} – {self.tr('Xiangxiao')}")
        self.resize(theme.px(760), theme.px(640))

    @property
    def page(self) -> str:
        """Which page is shown."""
        return self._pages[-1] if self._pages else ""

    def open(self, page: str) -> None:
        """Show a page; the contents where there is none of that name."""
        file = self._folder / f"{page}.md"
        if not file.is_file():
            page, file = START, self._folder / f"{START}.md"
        if self.page != page:
            self._pages.append(page)
        self.browser.document().setDefaultStyleSheet(self._style())
        self.browser.setMarkdown(file.read_text("utf-8") if file.is_file() else "")
        self.browser.document().setBaseUrl(QUrl.fromLocalFile(f"{self._folder}/"))
        self.browser.document().setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, page)

    def _style(self) -> str:
        points = {name: size * 0.75 * self._theme.zoom / 100 for name, size in (("h1", 20), ("h2", 16), ("code", 13))}
        return STYLE.format(**points, link=self._theme.colour("indigo").name())

    def _follow(self, link: QUrl) -> None:
        name = link.fileName()
        if name.endswith(".md"):
            self.open(name.removesuffix(".md"))
        elif link.hasFragment():
            self.browser.scrollToAnchor(link.fragment())

    def _back(self) -> None:
        if len(self._pages) > 1:
            self._pages.pop()
            self.open(self._pages.pop())
