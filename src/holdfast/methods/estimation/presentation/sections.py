"""The parts of the page before the numbers: methods, lists, and who is on which.

Invariants:
- What a method assumes, and how often its intervals held the truth, stands with its verdict.
- A list nothing is said of is named as such, with the questions to answer.
- Names of lists and what was said of them are other people's words and isolated as such.
"""

from __future__ import annotations

from holdfast.methods.estimation.description import FIELDS, ListDescription
from holdfast.methods.estimation.outcome import Outcome, Setting
from holdfast.methods.estimation.study import Study
from holdfast.methods.estimation.table import CaptureTable
from holdfast.methods.estimation.verdict import (
    ASSUMPTIONS,
    COVERAGE_SOURCE,
    KNOWN_COVERAGE,
    Verdict,
)
from holdfast.rendering.tree import (
    Block,
    Column,
    Content,
    Definition,
    Definitions,
    Inline,
    Isolate,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Section,
    Table,
    Tag,
    Tone,
)

from .captures import captures_figure
from .wording import MEANINGS, METHODS, picture_names

_FILES = {
    "estimate.pdf": "on paper",
    "estimate.json": "for programs",
    "estimates.csv": "each method",
    "sensitivity.csv": "each variation",
    "captures.csv": "the table, to be read again",
    "plots.json": "draws and histograms",
}
_FIELDS = {
    "collected": ("How collected", "How was it collected, and by whom?"),
    "referrals": ("Referrals", "Did it pass people on to another list, or take them over?"),
    "period": ("Period", "Which days does it cover? Where?"),
    "missed": ("Who could not be on it", "Who could not have been on it, whatever happened?"),
}


def methods_section(study: Study) -> Section:
    """Each method: its verdict, what it assumes, how often it held the truth, why refused."""
    pairs = zip(study.outcomes, study.verdicts, strict=True)
    none = Note(content=("No method had finished.",))
    return Section(
        heading=("What each method says and assumes",),
        blocks=tuple(_method(outcome, verdict) for outcome, verdict in pairs) or (none,),
        anchor="methods",
    )


def _method(outcome: Outcome, verdict: Verdict) -> Section:
    tag = (
        Tag(text="usable", tone=Tone.OK)
        if verdict.is_usable
        else (Tag(text="refused", tone=Tone.WARN))
    )
    known = f"{KNOWN_COVERAGE[outcome.method]}. Source: {COVERAGE_SOURCE}."
    items = (
        Definition(term="Assumes", content=(ASSUMPTIONS[outcome.method],)),
        Definition(term="How often right", content=(known,)),
    )
    return Section(
        heading=(f"{METHODS[outcome.method]} ", tag),
        blocks=(Paragraph(content=(MEANINGS[outcome.method],)), Definitions(items=items)),
    )


def lists_section(study: Study) -> Section:
    """How many each list holds and what was said of it."""
    table = study.table
    known = study.description.lists if study.description is not None else {}
    blocks: list[Block] = [_sizes(table)]
    if any(name not in known or known[name].missing() for name in table.lists):
        blocks += _asked_for()
    described = {name: known[name] for name in table.lists if name in known}
    blocks += [_described(name, said) for name, said in described.items()]
    return Section(heading=("The lists",), blocks=tuple(blocks), anchor="lists")


def _sizes(table: CaptureTable) -> Table:
    sizes, short = table.list_sizes(), picture_names(table.lists)
    alone = {
        table.lists[history.index(1)]: count
        for history, count in zip(table.histories, table.counts, strict=True)
        if sum(history) == 1
    }
    rows: list[tuple[Content, ...]] = [
        (
            _named(name, short[name]),
            (f"{sizes[name]:,}",),
            (f"{alone.get(name, 0):,}",),
            (f"{sizes[name] - alone.get(name, 0):,}",),
        )
        for name in table.lists
    ]
    return Table(
        caption="The lists and how many people they hold",
        shows_caption=False,
        header=("List", "People", "On this list alone", "On others too"),
        columns=(Column.TEXT, *(Column.NUMBER,) * 3),
        rows=tuple(rows),
    )


def _named(name: str, short: str) -> Content:
    return (Isolate(text=name),) if name == short else (Isolate(text=name), f" ({short})")


def _asked_for() -> list[Block]:
    words = (
        "Of some lists it was not said how they came about. Without that nobody can judge what an "
        "estimate assumes, so every number is refused. Answer four questions for each list in a "
        "file and give it with --describe:"
    )
    items = tuple(Item(content=(f"{name}: {_FIELDS[name][1]}",)) for name in FIELDS)
    return [Note(content=(words,)), Items(items=items)]


def _described(name: str, said: ListDescription) -> Section:
    items = tuple(
        Definition(term=term, content=_answer(getattr(said, field)))
        for field, (term, _) in _FIELDS.items()
    )
    return Section(heading=(Isolate(text=name),), blocks=(Definitions(items=items),))


def _answer(words: str) -> Content:
    return (Isolate(text=words),) if words else (Tag(text="not said", tone=Tone.WARN),)


def captures_section(table: CaptureTable) -> Section:
    """The capture table, drawn and printed."""
    words = (
        "Each row is one combination of lists, and everybody is in one row. The people on no list "
        "have no row: they are what the methods try to tell."
    )
    return Section(
        heading=("Who is on which lists",),
        blocks=(Paragraph(content=(words,)), captures_figure(table)),
        anchor="captures",
    )


def settings_section(study: Study, version: str) -> Section:
    """What would give the same numbers again."""
    how = (
        f"Made with Holdfast {version}. The same table, settings and seed give the same numbers. "
        "Your files were not changed."
    )
    rows = tuple(
        ((METHODS[outcome.method],), (_settings(outcome.settings),)) for outcome in study.outcomes
    )
    table = Table(
        caption="Settings of each method",
        shows_caption=False,
        header=("Method", "Settings"),
        rows=rows,
    )
    blocks: tuple[Block, ...] = (Paragraph(content=(how,)), *((table,) if rows else ()))
    return Section(heading=("How it was made",), blocks=(*blocks, _files()), anchor="made")


def _files() -> Paragraph:
    content: list[Inline] = ["The same in other forms, beside this page: "]
    for name, what in _FILES.items():
        content += [Link(content=(name,), target=name), f" ({what})", ", "]
    return Paragraph(content=(*content[:-1], "."))


def _settings(settings: dict[str, Setting]) -> str:
    said = (f"{name.replace('_', ' ')} {_setting(value)}" for name, value in settings.items())
    return " · ".join(said) or "none"


def _setting(value: Setting) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    return f"{value:,g}" if isinstance(value, float) else str(value)
