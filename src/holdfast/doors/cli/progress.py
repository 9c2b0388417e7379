"""Progress on standard error, as a bar where somebody watches and not at all where nobody does."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Report = Callable[[str, int, int], None]


@contextlib.contextmanager
def shown_progress() -> Iterator[Report]:
    """A function that shows how much of a stage is done; stages appear as they come."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description:<28}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    stages: dict[str, int] = {}

    def report(stage: str, done: int, total: int) -> None:
        if stage not in stages:
            stages[stage] = bar.add_task(stage, total=total)
        bar.update(stages[stage], completed=done, total=total)  # type: ignore[arg-type]

    with bar:
        yield report


@contextlib.contextmanager
def silent_progress() -> Iterator[Report]:
    """The same for who wants to see nothing."""

    def report(stage: str, done: int, total: int) -> None:
        """Say nothing."""

    yield report
