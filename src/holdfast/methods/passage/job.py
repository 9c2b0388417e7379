"""The exact planner as a program of its own: an order comes in, the best plan so far goes out.

    python -m holdfast.methods.passage.job < order > lines

Invariants:
- A line is written before the search (the quick plan) and after each stage; the last says so.
  Whoever stops the program keeps what the lines said.
- It reads and writes nothing but its own pipes, and yields to every other program.
"""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from .errors import NoPlannerError
from .greedy import plan_greedily
from .optimal import Limits, Stage, plan_optimally
from .plans import Plan
from .wire import Found, Order, decode_order, encode_found

WORKERS = 2
KINDNESS = 10
NO_PLANNER = 3


def run(order: Order, out: BinaryIO) -> None:
    """Write the quick plan, then the best after each stage. Raises NoPlannerError."""
    _say(out, Found(plan_greedily(order.cards, keep=order.keep)))
    limits = Limits(seconds=order.seconds, workers=WORKERS)

    def report(stage: Stage, plan: Plan) -> None:
        _say(out, Found(plan, stage))

    solved = plan_optimally(order.cards, keep=order.keep, limits=limits, report=report)
    _say(out, Found(solved.plan, solved.stages[-1] if solved.stages else None, is_last=True))


def main() -> int:
    """Plan what stands on standard input. Returns 3 where OR-Tools is not installed."""
    os.nice(KINDNESS)
    try:
        run(decode_order(sys.stdin.buffer.read()), sys.stdout.buffer)
    except NoPlannerError:
        return NO_PLANNER
    return 0


def _say(out: BinaryIO, found: Found) -> None:
    out.write(encode_found(found) + b"\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
