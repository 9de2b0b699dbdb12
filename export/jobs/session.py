"""What every job needs: the library, a reader of foreign files, and how stores are opened."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from export.reading.worker import Reader
from forms.library import Library
from forms.problems import Language, Refusal

if TYPE_CHECKING:
    from db.store import Store
    from export.workbook.read import Receiver

PASSWORD_VARIABLE = "XIANGXIAO_PASSWORD"
VERSION = "0.1.0"


@dataclass
class Session:
    """One run of the program without a window."""

    library: Library
    reader: Reader
    password_file: Path | None = None
    language: Language = "zh"
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @cached_property
    def receiver(self) -> "Receiver":
        """Reads workbooks of ours."""
        from export.workbook.read import Receiver  # most runs read none

        return Receiver(self.library)

    def password(self) -> str | None:
        """The password from the file or the environment; None where neither says one."""
        if self.password_file is None:
            return self.environment.get(PASSWORD_VARIABLE) or None
        try:
            return self.password_file.read_text("utf-8-sig").rstrip("\r\n") or None
        except (OSError, UnicodeDecodeError) as missing:
            raise Refusal("password_file", file=self.password_file.name) from missing

    def open(self, path: Path) -> "Store":
        """An existing store; a practice store needs no password."""
        from db.store import Store  # the first window is up before a database is needed

        return Store.open(path, self.library, self.password())

    def create(self, path: Path, school_code: str, school_name: str = "", *, practice: bool = False) -> "Store":
        """A new store; a real one needs a password to begin with."""
        from db.store import Store

        password = None if practice else self.password()
        if not practice and password is None:
            raise Refusal("new_store_password", variable=PASSWORD_VARIABLE)
        return Store.create(path, self.library, school_code, school_name, password=password, practice=practice)
