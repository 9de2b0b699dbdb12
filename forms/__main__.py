"""`python -m forms check FILE…` for whoever writes a form; `guide` writes the manual's page of forms."""

import sys
from pathlib import Path

from forms.codelists import CodeList, read_lists
from forms.guide import guide
from forms.library import Library, root
from forms.load import FormFaults, read_form

USAGE = "usage: python -m forms check FILE…\n       python -m forms guide\n"


def main(arguments: list[str]) -> int:
    """Exit code 0 where all is sound, 1 where a file is not, 2 where the command is not understood."""
    if arguments == ["guide"]:
        (root() / "resources" / "help" / "forms.md").write_text(guide(Library.built_in()), "utf-8")
        return 0
    if len(arguments) < 2 or arguments[0] != "check":
        sys.stderr.write(USAGE)
        return 2
    lists = read_lists(root() / "resources" / "codes")
    return max(_check(Path(name), lists) for name in arguments[1:])


def _check(path: Path, lists: dict[str, CodeList]) -> int:
    try:
        form = read_form(path, lists)
    except FormFaults as faults:
        sys.stdout.writelines(f"{path.name}: {fault}\n" for fault in faults.faults)
        return 1
    except OSError as missing:
        sys.stdout.write(f"{path.name}: {missing.strerror}\n")
        return 1
    sys.stdout.write(f"{path.name}: {form.zh}, {len(form.fields)} fields, {len(form.checks)} checks: sound\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
