"""Every page of the county: its models keep Qt's rules, its inputs have names, keys come to all of them."""

import pytest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.window.test_keys import inputs, name_of, walked, within
from ui.county.indicators.model import IndicatorModel
from ui.county.rooms import ROOMS
from ui.county.window import CountyWindow
from ui.page import Place
from ui.parts.sheet import SheetModel

PAGES = [room.key for room in ROOMS if room.key != "help"]


def opened(window: CountyWindow, key: str) -> None:
    window.go(Place(key))
    QApplication.processEvents()


@pytest.mark.parametrize("key", PAGES)
def test_every_input_has_a_name(window: CountyWindow, key: str) -> None:
    opened(window, key)
    assert [type(one).__name__ for one in inputs(window) if not name_of(one)] == []


@pytest.mark.parametrize("key", PAGES)
def test_keys_come_to_everything(window: CountyWindow, key: str) -> None:
    opened(window, key)
    wanted = inputs(window.page)
    reached = walked(window)
    assert wanted
    assert [f"{type(one).__name__} {name_of(one)}" for one in wanted if not within(one, reached)] == []


@pytest.mark.parametrize("key", PAGES)
def test_the_models_keep_qts_rules(window: CountyWindow, key: str, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    opened(window, key)
    models = [view.model() for view in window.page.findChildren(QAbstractItemView)]
    ours = [model for model in models if isinstance(model, SheetModel | IndicatorModel)]
    for model in dict.fromkeys(ours):
        if key == "indicators" and isinstance(model, IndicatorModel):
            qtbot.waitUntil(lambda model=model: model.rowCount() > 0, timeout=30_000)
        qtmodeltester.check(model, force_py=True)
    if key == "indicators":
        assert any(isinstance(model, IndicatorModel) for model in ours)
