"""What waits for the county's word, as commands say it: signatures that nobody knows, and files that nobody signed."""

import argparse
import re
from collections.abc import Mapping
from itertools import chain

from db.county.signers import DIGITS
from db.county.store import CountyStore
from export.jobs.county.board import arrivals
from export.jobs.county.period import period_of
from export.jobs.spoken import say
from forms.problems import Refusal


def settle(store: CountyStore, arguments: argparse.Namespace) -> None:
    """Accept the keys and files that were named. Refusal where one does not wait, or it is not clear which is meant."""
    for named in arguments.accept_key:
        code, _, digits = str(named).partition(":")
        store.accept_key(code.strip(), _read_out(code.strip(), digits))
        if not arguments.json:
            say(f"{code}：已认可新签名，以后以新签名的文件为准。")
    for name in arguments.accept_file:
        taken = _take(store, str(name))
        if not arguments.json:
            say(f"{name}：已采用 {taken} 份报送。")


def waiting(store: CountyStore) -> dict[str, list[dict[str, object]]]:
    """Everything that waits, to be compared on the phone."""
    came = arrivals(store)
    keys = [
        {"school": one.school, "digits": one.digits, "file": one.file, "at": one.at} for one in store.waiting_keys()
    ]
    files: list[dict[str, object]] = [
        {"school": one.school, "revision": one.revision, "file": came[one.id][0], "at": came[one.id][1]}
        for one in store.held(period_of(store).code)
    ]
    return {"keys": [dict(one) for one in keys], "files": files}


def say_waiting(found: Mapping[str, list[dict[str, object]]]) -> None:
    """The same for people."""
    for one in found["keys"]:
        say(f"{one['school']}  新签名 {one['digits']}  {one['file']}  {one['at']}")
    for one in found["files"]:
        say(f"{one['school']}  第 {one['revision']} 次，待采用  {one['file']}  {one['at']}")
    if not any(found.values()):
        say("没有等待认可的签名或文件。")


def _read_out(school: str, digits: str) -> str:
    """Six digits as people write them down, in groups or with a dash. Refusal where it is anything else."""
    said = re.sub(r"[\s-]", "", digits)
    if digits and not re.fullmatch(rf"[0-9]{{{DIGITS}}}", said):
        raise Refusal("key_digits", school=school, digits=digits)
    return said


def _take(store: CountyStore, name: str) -> int:
    """Take what a file brought and what waits; how many deliveries that were. Refusal: several files have this name."""
    held = {one.id for one in store.held(period_of(store).code)}
    lines = [line for line in store.files() if name in (line.name, line.path) and held & {*line.deliveries}]
    if not lines:
        raise Refusal("nothing_held", file=name)
    if len({line.sha256 for line in lines}) > 1:
        raise Refusal("several_held", file=name, paths="、".join(sorted({line.path for line in lines})))
    taken = sorted(held & {*chain.from_iterable(line.deliveries for line in lines)})
    for delivery in taken:
        store.choose(delivery)
    return len(taken)
