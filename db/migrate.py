"""Bring a store's fixed tables up to date. Imported only when a store is behind, because Alembic takes long to
start.

The whole way from the old version to the newest is one BEGIN EXCLUSIVE, user_version included: a PC that loses power
in the middle opens the old store again. (Python's default transactions leave half a migration behind.)
"""

from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from db import sqlite

FOLDER = Path(__file__).parent / "migrations"


def upgrade(connection: sa.Connection, versions: Sequence[Path] = (FOLDER / "versions",)) -> int:
    """Run every migration that the store lacks and return its new version; the caller begins and commits."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", "\n".join(map(str, versions)).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    newest = int(ScriptDirectory.from_config(config).get_current_head() or 0)
    sqlite.stamp(connection, newest)
    return newest
