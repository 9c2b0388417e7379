"""Doubtful pairs side by side on the terminal, judged with one key each.

Invariants:
- A reviewer sees neither the score nor what others answered, until all questions are answered.
- An answer is kept in `decisions.csv` (keys, no names) before the next question is shown.
- Names appear on the terminal only, and the screen is cleared after each question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from holdfast.methods.linkage.decisions import Answer, Decision, disagreements
from holdfast.methods.linkage.headers import Role
from holdfast.methods.linkage.output import write_decisions
from holdfast.methods.linkage.review import Question, questions_for
from holdfast.methods.linkage.scoring import Scored

_KEYS = {"y": Answer.SAME, "n": Answer.DIFFERENT, "?": Answer.UNSURE}
_HELP = "y same person · n different · ? cannot tell · u take the last answer back · q stop"


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Who reviews, how much, which zone first, and where answers are kept."""

    out: Path
    reviewer: str
    most: int
    grey: tuple[float, float]
    seed: int


def reviewed(scored: Scored, decisions: Sequence[Decision], wish: Reviewing) -> list[Decision]:
    """The decisions with those that one reviewer now adds at the keyboard."""
    console = Console(stderr=True, highlight=False)
    asked = questions_for(
        _questions(scored),
        decisions,
        reviewer=wish.reviewer,
        grey=wish.grey,
        seed=wish.seed,
    )[: wish.most]
    kept = {(decision.pair, decision.reviewer): decision for decision in decisions}
    at = 0
    while at < len(asked):
        _show(console, scored, asked[at], f"{at + 1} of {len(asked)}")
        key = _key()
        if key == "q":
            break
        if key == "u":
            at = max(0, at - 1)
            continue
        left, right = asked[at].pair
        decision = Decision(left, right, wish.reviewer, _KEYS[key])
        kept[decision.pair, decision.reviewer] = decision
        write_decisions(list(kept.values()), wish.out)
        at += 1
    console.clear()
    _show_disagreements(console, scored, list(kept.values()))
    return list(kept.values())


def _questions(scored: Scored) -> list[Question]:
    pairs = scored.pairs
    rows = zip(
        pairs["left"].tolist(), pairs["right"].tolist(), pairs["probability"].tolist(), strict=True
    )
    questions = []
    for position, (left, right, chance) in enumerate(rows):
        first, second = sorted((scored.keys[left], scored.keys[right]))
        questions.append(Question((first, second), position, chance))
    return questions


def _key() -> str:
    while True:
        key = str(click.getchar()).lower()
        if key in (*_KEYS, "q", "u"):
            return key
        if key in ("\x03", "\x04", ""):
            raise click.Abort


def _show(console: Console, scored: Scored, question: Question, title: str) -> None:
    pair = scored.pairs.iloc[question.position]
    console.clear()
    console.print(_side_by_side(scored, int(pair["left"]), int(pair["right"]), title))
    console.print(_HELP, style="dim", markup=False)


def _side_by_side(scored: Scored, left: int, right: int, title: str) -> Table:
    one, other = _cells(scored, left), _cells(scored, right)
    table = Table(title=title, box=None, header_style="bold")
    table.add_column("")
    table.add_column(one.pop("list"))
    table.add_column(other.pop("list"))
    for role in Role:
        if role in one or role in other:
            table.add_row(role.value, one.get(role, "—") or "—", other.get(role, "—") or "—")
    return table


def _cells(scored: Scored, row: int) -> dict[str, str]:
    number = int(scored.list_numbers[row])
    named = scored.lists[number]
    start = int((scored.list_numbers < number).sum())
    cells = {str(role): _harmless(column[row - start]) for role, column in named.cells.items()}
    cells.pop(Role.ID, None)
    return {"list": f"{named.name}, row {row - start + 1}", **cells}


def _harmless(cell: str) -> str:
    """A cell that can neither steer the terminal nor be read as markup."""
    return escape("".join(char for char in cell if char.isprintable()))


def _show_disagreements(console: Console, scored: Scored, decisions: list[Decision]) -> None:
    """What reviewers answered differently, once nobody has more to answer blindly."""
    rows = {key: row for row, key in enumerate(scored.keys)}
    for (left, right), answers in disagreements(decisions).items():
        if left in rows and right in rows:
            said = "; ".join(f"{d.reviewer}: {d.answer}" for d in answers)
            first, second = sorted((rows[left], rows[right]))
            console.print(_side_by_side(scored, first, second, f"Disagreement ({said})"))
