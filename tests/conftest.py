"""What every test may ask for, and two nets under all of them: noise fails, and a property test never races a clock.

A test that measures what people feel, such as keys per pupil, says its figure to `figure`; the run ends with all of them.
"""

import gc
import logging
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from forms.library import Library
from tests.cheap import cheap_passwords
from tests.office import Office
from tests.once import once, practice
from tests.resting import rest, resting_readers

# Hypothesis brings a profile "ci" of its own: the same examples every time, no deadline.
settings.register_profile("house", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "house")


__all__ = ["cheap_passwords", "once", "practice", "rest", "resting_readers"]
FIGURE = "figure"


class Noise(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A warning in the log that nobody expected fails the test. A test that asks for `caplog` judges its log itself."""
    noise = Noise()
    logging.getLogger().addHandler(noise)
    try:
        outcome = yield
    finally:
        logging.getLogger().removeHandler(noise)
    if noise.heard and "caplog" not in getattr(item, "fixturenames", ()):
        pytest.fail("unexpected in the log:\n" + "\n".join(noise.heard), pytrace=False)
    return outcome


def pytest_collection_finish() -> None:
    """What collecting has made stays until the end: no search for garbage need walk through it, nor come so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say a sentence with a figure; it goes with the test's report, so that it also comes out of a worker of xdist."""
    return lambda sentence: record_property(FIGURE, sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of this run, whether their tests passed or not."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    said = sorted({str(words) for report in reports for name, words in report.user_properties if name == FIGURE})
    if said:
        terminalreporter.section("figures")
    for sentence in said:
        terminalreporter.write_line(sentence)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Files as schools and bureaus send them; expected.json beside them says what is in them."""
    return Path(__file__).parent / "data" / "samples"


@pytest.fixture(scope="session")
def library() -> Library:
    """What the program ships. Frozen, so one serves all."""
    return Library.built_in()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice with a profile of its own; neither of them outlives the run."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (libreoffice-calc-nogui) is not installed, so no book can be opened in it")
    folder = tmp_path_factory.mktemp("office")
    made = Office(program, folder)
    yield made
    made.end()
    shutil.rmtree(folder)
