"""The whole reading on reports of invented crackdowns, held against answers made by hand.

What it is: precision and recall of everything the record says, on 28 short reports in five
collections. Four are development sets: rules were mended after reading their errors, or may be. The
fifth is held out and printed apart.

What it is not: a measure of real journalism. One hand wrote reports and answers, the collections are
small (one statement is one or two per cent), and no second reader checked the answers. Reports that
may not be given away can be measured from outside: collections of the same form in the folder
`labelled` of HOLDFAST_BENCH_DATA are printed in a table of their own.

`python -m benchmarks.labelled NAME` prints the errors of one collection. Asking for those of the
held-out one ends its being held out.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from benchmarks._labelled_answers import HELD_OUT, Collection, collections
from benchmarks._labelled_scores import Judge, Score
from benchmarks.report import outside_data, print_not_measured
from holdfast.methods.corroboration.meaning import load_lexicon
from holdfast.methods.corroboration.survey import survey

ROWS = (
    "statements found", "statements precise", "speaker right", "told_to right", "chain right",
    "origin right", "form right", "kind right", "negated right", "modality right", "acts found",
    "acts precise", "figures found", "figures precise", "figures bounds right",
    "figures counts right", "dates found", "dates precise", "dates right", "places found",
    "places precise", "sources merged", "merges precise", "same_as found", "same_as precise",
    "origins within bounds", "origin ranges meet", "conflicts right",
)  # fmt: skip


def main() -> int:
    """Print the table of all collections, and that of outside ones. Held against nothing: 0."""
    scores = {c.name: score_of(c) for c in collections()}
    held_out = scores.pop(HELD_OUT)
    _print_table({**scores, f"{HELD_OUT} (held out)": held_out})
    outside = _from_outside()
    if not outside:
        what = "labelled reports from outside"
        return print_not_measured(what, "HOLDFAST_BENCH_DATA names no folder with labelled/")
    _print_table({c.name: score_of(c) for c in outside})
    return 0


def _from_outside() -> tuple[Collection, ...]:
    root = outside_data("labelled")
    return () if root is None else collections(root)


def _print_table(scores: Mapping[str, Score]) -> None:
    print(f"{'':<24}" + "".join(f"{name:>20}" for name in scores))
    for row in ROWS:
        print(f"{row:<24}" + "".join(_cell(score, row) for score in scores.values()))


def score_of(collection: Collection) -> Score:
    """One collection surveyed and judged."""
    lexicon = load_lexicon()
    return Judge(collection, survey(collection.folder, workers=1).record, lexicon).judge()


def _cell(score: Score, row: str) -> str:
    share = score.share(row)
    text = "-" if share is None else f"{share:.2f} ({score.right[row]}/{score.of[row]})"
    return f"{text:>20}"


def _print_errors(name: str) -> None:
    found = {c.name: c for c in (*collections(), *_from_outside())}
    if name not in found:
        sys.exit(f"There is no collection {name!r}. There are: {', '.join(found)}.")
    collection = found[name]
    for error in sorted(score_of(collection).errors):
        print(error.replace("\n", " "))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _print_errors(sys.argv[1])
    else:
        sys.exit(main())
