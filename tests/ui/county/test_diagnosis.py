"""The county's log of deeds is a chain; whoever asks for facts learns whether somebody has altered it."""

from pathlib import Path

import sqlalchemy as sa
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.county import fixed
from export.jobs.county.bureau import Bureau
from ui.county.deeds import CountyDeeds
from ui.county.window import CountyWindow
from ui.preferences import Preferences
from ui.theme import Theme

PATIENCE = 20_000


def test_the_log_is_read_over_for_those_who_help(
    bureau: Bureau, theme: Theme, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    window = CountyWindow(bureau, theme, None)
    qtbot.addWidget(window)
    deeds = CountyDeeds(window, qapp, Preferences(tmp_path / "p.json"), tmp_path)
    said = window.message.sentence
    deeds.diagnosis()
    qtbot.waitUntil(lambda: "holds" in said.text() or "完好" in said.text(), timeout=PATIENCE)
    with bureau.store._backing.writing() as connection:
        connection.execute(sa.update(fixed.LOG).where(fixed.LOG.c.seq == 2).values(user="别人"))
    deeds.diagnosis()
    qtbot.waitUntil(lambda: window.message.property("tone") == "seal", timeout=PATIENCE)
    assert "2" in said.text()
