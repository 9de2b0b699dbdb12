"""A long export says how far it is, and stops without leaving anything half done when its listener wants it to."""

from pathlib import Path

import pytest

from export.jobs.desk import Desk
from export.jobs.sending import last_workbook, send_out
from export.tell import silent


class Stopped(Exception):
    """What a cancelled job raises."""


def test_an_export_says_how_far_it_is(desk: Desk, tmp_path: Path) -> None:
    heard = list[int]()
    send_out(desk, tmp_path / "out.xlsx", draft=True, tell=heard.append)
    assert heard[0] == 0
    assert heard == sorted(heard)
    assert len(set(heard)) > 5
    assert heard[-1] < 100


@pytest.mark.parametrize("at", [0, 20, 50])
def test_a_stopped_export_leaves_no_file_and_no_trace(desk: Desk, tmp_path: Path, at: int) -> None:
    def stop(percent: int) -> None:
        if percent >= at:
            raise Stopped

    with pytest.raises(Stopped):
        send_out(desk, tmp_path / "out.xlsx", draft=True, tell=stop)
    assert list(tmp_path.glob("out*")) == []
    assert last_workbook(desk) is None
    send_out(desk, tmp_path / "out.xlsx", draft=True, tell=silent)
    assert (tmp_path / "out.xlsx").is_file()
