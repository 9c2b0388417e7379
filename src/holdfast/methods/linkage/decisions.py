"""What people decided of pairs, kept by opaque keys and put over the scores in every later run.

Invariants:
- `decisions.csv` holds keys of rows, who decided, and the answer: no name of anybody listed.
- One reviewer has one answer a pair; a later answer takes the earlier one's place.
- Reviewers who disagree decide nothing: a pair binds only where more say one than the other.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from holdfast.methods.linkage.errors import DecisionsError
from holdfast.methods.linkage.evidence import RowPair

FILE = "decisions.csv"
_HEADER = ("left", "right", "reviewer", "answer")

KeyPair = tuple[str, str]


class Answer(StrEnum):
    """What a reviewer can say of two rows."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One reviewer's answer on one pair; `left` is the smaller key."""

    left: str
    right: str
    reviewer: str
    answer: Answer

    @property
    def pair(self) -> KeyPair:
        """The pair that was judged."""
        return self.left, self.right


def read_decisions(path: Path) -> list[Decision]:
    """The decisions in a file; none where there is no file. Raises DecisionsError."""
    if not path.exists():
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
        found = [_decision(row) for row in rows]
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise DecisionsError(
            f"The file {FILE} cannot be understood, so nothing was linked. It was not changed.",
            hint=f"Its columns are {', '.join(_HEADER)}; answers are same, different, unsure.",
        ) from error
    return list({(d.pair, d.reviewer): d for d in found}.values())


def _decision(row: Mapping[str, str]) -> Decision:
    left, right = sorted((row["left"], row["right"]))
    return Decision(left, right, row["reviewer"], Answer(row["answer"]))


def decisions_csv(decisions: Iterable[Decision]) -> str:
    """The decisions as the text of their file, sorted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for decision in sorted(decisions):
        writer.writerow((decision.left, decision.right, decision.reviewer, decision.answer.value))
    return out.getvalue()


def agreed(decisions: Iterable[Decision]) -> dict[KeyPair, bool]:
    """What reviewers settled: True where more say "same" than "different", False the other way."""
    balance: dict[KeyPair, int] = defaultdict(int)
    votes = {Answer.SAME: 1, Answer.DIFFERENT: -1, Answer.UNSURE: 0}
    for decision in decisions:
        balance[decision.pair] += votes[decision.answer]
    return {pair: lean > 0 for pair, lean in balance.items() if lean}


def disagreements(decisions: Iterable[Decision]) -> dict[KeyPair, tuple[Decision, ...]]:
    """The pairs of which one reviewer says "same" and another "different", with all answers."""
    by_pair: dict[KeyPair, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_pair[decision.pair].append(decision)
    return {
        pair: tuple(sorted(found))
        for pair, found in sorted(by_pair.items())
        if {Answer.SAME, Answer.DIFFERENT} <= {decision.answer for decision in found}
    }


def by_rows(settled: Mapping[KeyPair, bool], keys: Sequence[str]) -> dict[RowPair, bool]:
    """The settled pairs by row numbers; pairs whose rows are gone are left out."""
    rows = {key: row for row, key in enumerate(keys)}
    out = {}
    for (left, right), is_same in settled.items():
        if left in rows and right in rows:
            first, second = sorted((rows[left], rows[right]))
            out[first, second] = is_same
    return out
