"""How often each method's 95 % interval holds the truth, over simulated populations.

Alone it runs a small study of independence and decomposable graphs in about a minute. The whole
study is resumable: `python -m benchmarks.coverage --out FILE.jsonl --replications 100` adds what
the file does not hold yet and prints the table of everything in it.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.report import print_figure
from holdfast.methods.estimation import (
    SCENARIOS,
    Description,
    LatentClassSettings,
    ListDescription,
    Method,
    Options,
    judge,
    simulate,
)
from holdfast.methods.estimation.study import run_method

SIZES = (500, 5_000, 20_000)
LISTS = (3, 4, 5, 6)
_SAMPLER = LatentClassSettings(
    chains=4, draws=600, warm_up=600, scouts=0, classes=6, most_leapfrogs=64
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One population of the study."""

    scenario: str
    size: int
    lists: int
    replication: int

    def key(self) -> str:
        """The name under which its result is kept."""
        return f"{self.scenario}/{self.size}/{self.lists}/{self.replication}"


Row = dict[str, object]


def main() -> int:
    """A small study of the two quick methods, printed; coverage under independence is held."""
    rows = [
        row
        for cell in _cells((500, 5_000), (3, 4), range(8))
        for row in _rows(cell, (Method.DECOMPOSABLE, Method.INDEPENDENCE))
    ]
    print(table_of_rows(rows))
    own = [row for row in rows if row["scenario"] == row["method"] == "independence"]
    share = sum(bool(row["held"]) for row in own) / len(own)
    return print_figure(
        f"coverage of independence where it is true ({len(own)} populations)",
        f"{share:.2f}",
        held_against="nominal 0.95, at least 0.80",
        is_met=share >= 0.80,
    )


def _cells(sizes: tuple[int, ...], lists: tuple[int, ...], replications: range) -> Iterator[Cell]:
    for replication in replications:
        for scenario in SCENARIOS:
            for size in sizes:
                for count in lists:
                    yield Cell(scenario, size, count, replication)


def _rows(cell: Cell, methods: tuple[Method, ...]) -> Iterator[Row]:
    population = simulate(cell.scenario, size=cell.size, lists=cell.lists, seed=cell.replication)
    table = population.table
    fields = ListDescription("simulated", "simulated", "simulated", "simulated")
    described = Description(dict.fromkeys(table.lists, fields))
    options = Options(seed=cell.replication, latent_class=_SAMPLER)
    for method in methods:
        outcome = run_method(method, table, options)
        verdict = judge(outcome, table, description=described)
        row: Row = {
            "key": cell.key(),
            "scenario": cell.scenario,
            "size": cell.size,
            "lists": cell.lists,
            "method": method.value,
            "usable": verdict.is_usable,
        }
        if outcome.interval is not None:
            found = outcome.interval
            row |= {"median": found.median, "low": found.low, "high": found.high}
            row["held"] = found.low <= cell.size <= found.high
        yield row


def table_of_rows(rows: list[Row]) -> str:
    """Coverage, bias, width and refusals by scenario and method, as Markdown."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[(str(row["scenario"]), str(row["method"]))].append(row)
    header = (
        "| scenario | method | populations | coverage | coverage if usable | median bias"
        " | median width | refused |"
    )
    lines = [header, "|---|---|---|---|---|---|---|---|"]
    order = {name: i for i, name in enumerate(SCENARIOS)}
    for (scenario, method), group in sorted(groups.items(), key=lambda g: (order[g[0][0]], g[0])):
        lines.append(f"| {scenario} | {method} | {len(group)} | {_figures(group)} |")
    return "\n".join(lines)


def _figures(group: list[Row]) -> str:
    known = [row for row in group if "median" in row]
    usable = [row for row in known if row["usable"]]
    bias = median(_number(r, "median") / _number(r, "size") - 1 for r in known)
    width = median((_number(r, "high") - _number(r, "low")) / _number(r, "size") for r in known)
    refused = 1 - len(usable) / len(group)
    return f"{_held(known)} | {_held(usable)} | {bias:+.0%} | {width:.2f} | {refused:.0%}"


def _number(row: Row, name: str) -> float:
    return float(str(row[name]))


def _held(rows: list[Row]) -> str:
    return f"{sum(bool(r['held']) for r in rows) / len(rows):.2f}" if rows else "none"


def _whole_study() -> None:
    parser = argparse.ArgumentParser(description="The resumable coverage study.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--replications", type=int, default=20)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--lists", type=int, nargs="+", default=list(LISTS))
    given = parser.parse_args()
    rows = _kept(given.out)
    done = {str(row["key"]) for row in rows}
    cells = _cells(tuple(given.sizes), tuple(given.lists), range(given.replications))
    with given.out.open("a") as file:
        for cell in cells:
            if cell.key() in done:
                continue
            fresh = list(_rows(cell, tuple(Method)))
            file.write("".join(json.dumps(row) + "\n" for row in fresh))
            file.flush()
            rows.extend(fresh)
    print(table_of_rows(rows))


def _kept(path: Path) -> list[Row]:
    """The rows of populations that were finished; a torn last line is left out."""
    if not path.exists():
        return []
    rows: list[Row] = []
    for line in path.read_text().splitlines():
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return rows


if __name__ == "__main__":
    _whole_study()
