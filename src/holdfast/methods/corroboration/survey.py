"""From a folder of reports to a record: the whole method in one call.

Invariants:
- No input is changed, and nothing is sent anywhere.
- The same folder gives the same record, byte for byte, with one process or many.
- What could not be read is in the record with its reason; it stops nothing else.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

import holdfast

from .crew import ReportRead, read_reports
from .document import Document, Furniture
from .gathering import Outcome, gather, read_corrections, report_ids
from .gathering.acts import Act
from .joining import NamedFingerprint, shared_passages
from .meaning import Lexicon, load_lexicon
from .packing import Readings, pack_reading, unpack_reading
from .passages import without_words
from .reader import without_evidence
from .reading import find_files, repeated_lines
from .record import MadeWith, Record

CORRECTIONS = "corrections.csv"
LEXICON = "lexicon.yaml"
Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A record, the texts it refers to by report id, and what became of each correction.

    `extracted` are the ids of reports whose spans refer to extracted text, not to the file.
    """

    record: Record
    texts: Mapping[str, str]
    extracted: frozenset[str]
    outcomes: tuple[Outcome, ...]


def survey(
    folder: Path, *, out: Path | None = None, workers: int = 0, on_progress: Progress | None = None
) -> Survey:
    """The record of all reports under `folder`.

    `out` is where the record will be written: it is no input. `workers` 0 means one a core.
    Raises HoldfastError where the folder, its corrections or its lexicon cannot be used.
    """
    progress = on_progress or _no_progress
    found = find_files(folder, out=out)
    lexicon_file = _own_file(folder, LEXICON)
    corrections_file = _own_file(folder, CORRECTIONS)
    lexicon = load_lexicon(lexicon_file)
    corrections = read_corrections(corrections_file) if corrections_file else ()
    workers = workers or _cores()
    read: list[ReportRead] = []
    files = read_reports(found.root, found.files, lexicon_file=lexicon_file, workers=workers)
    for done, reports in enumerate(files, start=1):
        read += reports
        progress("Reading", done, len(found.files))
    progress("Comparing", 0, 2)
    read = _without_copies(_without_repeated_lines(read))
    documents = [report.reading.document for report in read]
    ids = report_ids(documents)
    fingerprints = deque(
        NamedFingerprint(id_, report.words)
        for id_, report in zip(ids, read, strict=True)
        if report.words is not None
    )
    readings = Readings(report.reading for report in read)
    del read
    progress("Comparing", 1, 2)
    with shared_passages(fingerprints, workers=workers) as passages:
        gathered = gather(
            readings,
            ids=ids,
            passages=passages,
            acts=_acts(lexicon),
            corrections=corrections,
            made_with=MadeWith(holdfast=holdfast.__version__, lexicon=lexicon.fingerprint),
        )
    progress("Comparing", 2, 2)
    return Survey(
        record=gathered.record,
        texts={id_: document.text for id_, document in zip(ids, documents, strict=True)},
        extracted=frozenset(
            id_ for id_, document in zip(ids, documents, strict=True) if not document.is_plain
        ),
        outcomes=gathered.outcomes,
    )


def _own_file(folder: Path, name: str) -> Path | None:
    path = folder / name
    return path if path.is_file() else None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _no_progress(stage: str, done: int, total: int) -> None:
    """Nobody is watching."""


def _without_repeated_lines(read: Sequence[ReportRead]) -> list[ReportRead]:
    """Reports without what a site repeats on every page."""
    repeated = repeated_lines([report.lines for report in read])
    return [
        _without(report, furniture) if furniture else report
        for report, furniture in zip(read, repeated, strict=True)
    ]


def _without(report: ReportRead, furniture: tuple[Furniture, ...]) -> ReportRead:
    reading, spans = unpack_reading(report.reading), [part.span for part in furniture]
    kept = [
        index
        for index, utterance in enumerate(reading.utterances)
        if not any(span.overlaps(part) for span in utterance.spans for part in spans)
    ]
    document = msgspec.structs.replace(
        reading.document, furniture=(*reading.document.furniture, *furniture)
    )
    less = msgspec.structs.replace(
        reading,
        document=document,
        utterances=tuple(reading.utterances[index] for index in kept),
        meanings=tuple(reading.meanings[index] for index in kept),
        figures=tuple(f for f in reading.figures if not any(s.overlaps(f.span) for s in spans)),
        dates=tuple(d for d in reading.dates if not any(s.overlaps(d.span) for s in spans)),
        places=tuple(p for p in reading.places if not any(s.overlaps(p.span) for s in spans)),
    )
    words = None
    if report.words is not None and kept:
        words = without_words(report.words, excluded=spans)
    return msgspec.structs.replace(report, reading=pack_reading(less), words=words)


def _without_copies(read: Sequence[ReportRead]) -> list[ReportRead]:
    """Reports in which a file that is the same as an earlier one gives no evidence."""
    first: dict[tuple[str, str], str] = {}
    out = []
    for report in read:
        document = report.reading.document
        original = first.setdefault(
            (document.sha256, document.path.partition("#")[2]), document.path
        )
        if original == document.path or not document.text:
            out.append(report)
        else:
            copy = without_evidence(_as_copy(document, original))
            out.append(msgspec.structs.replace(report, reading=pack_reading(copy), words=None))
    return out


def _as_copy(document: Document, original: str) -> Document:
    said = f"This is the same file as {original}; it is listed and adds nothing."
    return msgspec.structs.replace(document, problems=(*document.problems, said))


def _acts(lexicon: Lexicon) -> dict[str, Act]:
    return {
        act: Act(
            id=act,
            title=lexicon.title(act),
            is_harm=lexicon.is_harm(act),
            counts=_COUNTS.get(act, ()),
            is_denial=act == "denial",
        )
        for act in lexicon.acts
    }


_COUNTS = {
    "detention": ("detained", "held in one room"),
    "mass-round-up": ("detained",),
    "secret-detention": ("places of detention", "held in one room"),
    "killing": ("killed",),
    "death-in-custody": ("killed",),
    "death-from-torture": ("killed",),
    "torture": ("tortured",),
    "beating": ("beaten", "injured"),
    "use-of-force": ("injured",),
    "disappearance": ("disappeared",),
    "abduction": ("abducted",),
    "help": ("evacuated",),
}


def problem_counts(record: Record) -> Counter[str]:
    """How many reports have which problem."""
    return Counter(problem for report in record.reports for problem in report.problems)
