"""Run every bench, or those named: `python -m benchmarks [NAME ...]`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def run(names: list[str]) -> int:
    """Run the named benches, or all. Returns the number of benches that fell short of a limit."""
    known = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name[0] != "_")
    short = 0
    for name in names or [n for n in known if n != "report"]:
        if name not in known:
            print(f"There is no bench named {name}. There are: {', '.join(known)}.")
            return 2
        print(f"\n== {name} ==", flush=True)
        short += int(importlib.import_module(f"benchmarks.{name}").main())
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
