"""`make bench`: every ratio against a named baseline of the same run. Exit code 1 where a limit is missed."""

import importlib
import pkgutil
import sys
from types import ModuleType

import tests.bench


def modules() -> list[ModuleType]:
    """Every module of this folder that measures something."""
    names = sorted(found.name for found in pkgutil.iter_modules(tests.bench.__path__))
    loaded = (importlib.import_module(f"tests.bench.{name}") for name in names if not name.startswith("_"))
    return [module for module in loaded if hasattr(module, "ratios")]


def main(wanted: list[str]) -> int:
    """Measure all, or those that are named; one line a ratio."""
    missed = 0
    for module in modules():
        name = module.__name__.rpartition(".")[2]
        if wanted and name not in wanted:
            continue
        for what, ratio, limit in module.ratios():
            missed += ratio > limit
            print(f"{'ok  ' if ratio <= limit else 'MISS'} {ratio:6.2f} ≤ {limit:5.2f}  {name}: {what}", flush=True)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
