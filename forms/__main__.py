"""`python -m forms check FILE…`: for whoever writes a form. Says everything that is wrong with it, or what it holds."""

import sys
from pathlib import Path

from forms.codelists import CodeList, read_lists
from forms.library import root
from forms.load import FormFaults, read_form


def main(arguments: list[str]) -> int:
    """Exit code 0 where all files are sound, 1 where one is not, 2 where the command is not understood."""
    if len(arguments) < 2 or arguments[0] != "check":
        sys.stderr.write("usage: python -m forms check FILE…\n")
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
