"""The tables of a county's store, the same on SQLite and on PostgreSQL. Order is by counters, never by the clock.

Records lie compressed in `part`, a row for each delivery and form; only what must be searched over the whole county has
narrow tables of its own (`pupil`, `move`, `problem`).
"""

from typing import Any

import sqlalchemy as sa

VERSION = 1
"""Version of these tables."""
PER_FILE = 1 << 32
"""Problems that were found in a file and not in its records are numbered from this times the number of the file."""
KEPT = 200
"""Questions of a kind that are kept: to put one together takes longer than to answer it in a small county."""

METADATA = sa.MetaData()


def text(name: str, *, primary_key: bool = False) -> sa.Column[Any]:
    """A text that is never NULL and sorts by its bytes on every engine."""
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, primary_key=primary_key, nullable=False)


def whole(name: str, *, primary_key: bool = False) -> sa.Column[Any]:
    """A number that is never NULL and that we give out ourselves."""
    return sa.Column(name, sa.BigInteger, primary_key=primary_key, nullable=False, autoincrement=False)


def yes(name: str, *, primary_key: bool = False) -> sa.Column[Any]:
    """Yes or no."""
    return sa.Column(name, sa.Boolean, primary_key=primary_key, nullable=False)


def blob(name: str) -> sa.Column[Any]:
    """Bytes."""
    return sa.Column(name, sa.LargeBinary, nullable=False)


def table(name: str, *parts: Any) -> sa.Table:  # noqa: ANN401 -- columns, constraints and indexes have no common type
    """A table that is clustered by its key on SQLite."""
    return sa.Table(name, METADATA, *parts, sqlite_with_rowid=False)


COUNTY = table(
    "county",
    text("code", primary_key=True),  # division of six digits; 99xxxx for practice
    text("name"),
    text("store"),  # lasting id of this store
    yes("practice"),
    whole("version"),
    whole("writes"),  # grows with every transaction, so that one can be recognised after a COMMIT that failed
)
BATCH = table(
    "batch",
    whole("id", primary_key=True),
    text("name"),
    text("user"),
    text("state"),  # open, done, undone
    text("begun"),
    text("ended"),
)
FILE = sa.Table(
    "file", METADATA,
    whole("id", primary_key=True),
    whole("batch"),
    text("name"),
    text("path"),
    text("sha256"),
    whole("size"),
    whole("expected"),  # deliveries in it; 0 for a file in quarantine
    text("code"),  # why it is in quarantine
    text("reason"),
    text("became"),  # what it was called when its batch was taken back; "" while that is read from its deliveries
    sa.Index("ix_file_sha256", "sha256"),
    sa.Index("ix_file_batch", "batch"),
)  # fmt: skip
DELIVERY = sa.Table(
    "delivery", METADATA,
    whole("id", primary_key=True),
    text("digest"),
    yes("draft"),
    text("school"),
    text("school_name"),
    text("period"),
    whole("revision"),
    whole("on_roll"),
    text("states"),  # JSON, as all below
    text("reasons"),
    text("answers"),
    text("facts"),
    sa.UniqueConstraint("digest", "draft", name="uq_delivery_digest"),
    sa.Index("ix_delivery_school", "school", "period"),
)  # fmt: skip
ARRIVAL = table(
    "arrival",
    whole("file", primary_key=True),
    whole("delivery", primary_key=True),
    whole("batch"),
    text("status"),  # merged, replaced, older, same: what it was when it came
    text("seal"),
    text("check_code"),
    text("key"),  # hex public key that signed it, or ""
    yes("quick"),
    text("proof"),  # what proves the digest by the school's key wherever it is carried on
    sa.Index("ix_arrival_delivery", "delivery"),
    sa.Index("ix_arrival_batch", "batch"),
)
PART = sa.Table(
    "part", METADATA,
    whole("delivery", primary_key=True),
    text("form", primary_key=True),
    text("definition"),
    text("sheet"),
    whole("rows"),
    blob("payload"),
)  # fmt: skip
DEFINITION = table("definition", text("digest", primary_key=True), text("text"))
PROBLEM = table(
    "problem",
    whole("delivery", primary_key=True),
    whole("n", primary_key=True),  # its place; from PER_FILE on it is of a file, see db.county.notices
    text("sheet"),
    text("cell"),
    text("code"),
    text("level"),
    text("form"),
    text("field"),
    whole("row"),
    text("record"),
    text("fix"),
    text("message"),
    text("reason"),
)
PUPIL = table(
    "pupil",
    whole("delivery", primary_key=True),
    whole("row", primary_key=True),
    text("record"),
    text("id_number"),
    text("name"),
    text("letters"),
    text("born_on"),
    text("sex"),
    text("grade"),
    yes("on_roll"),
    text("phones"),  # parted by blanks
    text("student_code"),
    text("guardians"),  # parted by line ends
)
MOVE = table(
    "move",
    whole("delivery", primary_key=True),
    whole("row", primary_key=True),
    text("record"),
    text("pupil"),
    text("kind"),
    text("date"),
    text("other_school"),
    text("id_number"),
    text("name"),
    text("born_on"),
)
REGISTER = table(
    "register",
    text("code", primary_key=True),
    text("name"),
    text("kind"),  # 办学类型
    text("district"),  # 学区 or township
    text("central"),  # code of the central school (中心校)
    text("parent"),  # code of the school to which a teaching point belongs
    sa.Column("counted", sa.Boolean),  # 是否计校数; NULL: not said
    text("phone"),
    text("contact"),
    text("opened"),  # day, or ""
    text("closed"),
    text("into"),  # code of the school that took it over
    text("note"),
)
DECISION = table(
    "decision",
    text("pair", primary_key=True),  # school/record|school/record
    text("verdict"),
    text("reason"),
    text("by"),
    text("at"),
)
SLIP = sa.Table(
    "slip", METADATA,
    text("id", primary_key=True),
    text("school"),
    text("period"),
    whole("number"),
    text("deadline"),
    text("items"),  # JSON
    text("user"),
    text("at"),
    sa.Index("ix_slip_school", "school", "period"),
)  # fmt: skip
SETTING = table("setting", text("name", primary_key=True), text("value"))
LOG = table(
    "log",
    whole("seq", primary_key=True),
    text("what"),
    text("about"),
    text("detail"),  # JSON
    text("user"),
    text("at"),
    blob("hash"),  # of this row and the hash of the row before
)


def create(connection: sa.Connection) -> None:
    """All tables."""
    METADATA.create_all(connection)
