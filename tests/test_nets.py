"""The nets under all tests hold: a noisy test fails, a quiet one or one that listens passes."""

import re
import subprocess
import sys
from pathlib import Path

from tests.tree import ROOT

NOISY = """
import logging
import warnings
from hypothesis import given, strategies

def test_that_is_quiet():
    logging.getLogger("rooms").info("all is well")

def test_that_listens(caplog):
    logging.getLogger("rooms").warning("the disk is nearly full")
    assert "disk" in caplog.text

def test_that_logs():
    logging.getLogger("rooms").warning("the disk is nearly full")

def test_that_warns():
    warnings.warn("old", DeprecationWarning)

@given(strategies.integers())
def test_that_draws(number):
    assert number == number
"""


def test_noise_fails(tmp_path: Path) -> None:
    specimen = tmp_path / "test_specimen.py"
    specimen.write_text(NOISY)
    settings = [
        "-c",
        str(ROOT / "pyproject.toml"),
        "-p",
        "tests.without_qt",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
    ]
    command = [sys.executable, "-m", "pytest", *settings, str(specimen)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert set(re.findall(r"FAILED \S*::(\w+)", done.stdout)) == {"test_that_logs", "test_that_warns"}, done.stdout
    assert "2 failed, 3 passed" in done.stdout
