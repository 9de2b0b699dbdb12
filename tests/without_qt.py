"""Lets everything else be tested where Qt cannot be loaded, and says so: the window's tests are skipped with a sentence.

`make test` names this plugin. Where Qt loads it does nothing; where it does not, pytest-qt would end the run before the
first test.
"""

import importlib
from pathlib import Path

import pytest

PLUGIN = "pytest-qt"
SETTINGS = ("qt_api", "qt_log_level_fail", "qt_log_ignore")
"""What pyproject.toml tells pytest-qt; somebody has to know the words."""
WINDOW = Path(__file__).parent / "ui"


def trouble() -> str:
    """Why Qt cannot be loaded; "" where it can."""
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as missing:
        return str(missing)
    return ""


class Unopened(pytest.Directory):
    """The window's tests, which are not so much as looked at."""

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        pytest.skip(f"no window opens here: {trouble()}")


class WithoutQt:
    """Stands where pytest-qt would."""

    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        return Unopened.from_parent(parent, path=path) if path == WINDOW else None


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Every process of a run comes by here, the first before pytest-qt, those that share its work after it."""
    if not trouble():
        return
    if not pluginmanager.has_plugin(PLUGIN):
        for name in SETTINGS:
            parser.addini(name, "see pytest-qt", type="string" if name == "qt_api" else "args")
    pluginmanager.set_blocked(PLUGIN)
    pluginmanager.register(WithoutQt())
