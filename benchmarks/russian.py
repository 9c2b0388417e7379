"""Places and speakers in Russian news, held against the published annotations of factRuEval-2016.

The corpus (Starostin et al. 2016, MIT licence, github.com/dialogue-evaluation/factRuEval-2016) lies
under `HOLDFAST_BENCH_DATA` as `factRuEval-2016/devset` and `factRuEval-2016/testset`. It marks the
names of persons, organisations and places; it marks no quotations.

What is counted:
- A place is annotated where a Location or LocOrg has a name (`loc_name`). It is found where one of
  our places overlaps the name; with a word such as "street", "river" or "square" beside the name
  (`loc_descr`) it is counted apart: we look for settlements, regions and countries.
- A place of ours is right where it overlaps any annotated name of a place, also one that is part of
  an organisation's name.
- A speaker of ours is a name where its words are a mention of a NAME; it is right where it overlaps
  the name of an annotated person, organisation or place. Whether it is the right one of them, the
  corpus does not say.
- Errors in places were read in `devset` only; of `testset` nothing but the totals was looked at.
- Thirty quotations of `testset` have their speakers noted by hand in `_russian_speakers.csv`: the
  book, where the quotation begins, and where a word stands that names who says it (several rows
  where several words would do). A quotation is found where a direct or mixed utterance overlaps
  its first 40 characters; its speaker is right where a word of the voice's name begins as a noted
  one does. They were noted before the program was run on them, and some of its errors mended after.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import outside_data, print_figure, print_not_measured
from holdfast.methods.corroboration.document import MentionKind, Reading, Utterance
from holdfast.methods.corroboration.meaning import Lexicon, load_lexicon
from holdfast.methods.corroboration.reader import read_document
from holdfast.methods.corroboration.reading import read_file
from holdfast.methods.corroboration.record import Form
from holdfast.methods.corroboration.spans import Span

_PLACES = frozenset(["Location", "LocOrg"])
_NAMES = frozenset(["loc_name", "org_name", "name", "surname", "nickname"])
_SPEAKERS = Path(__file__).with_name("_russian_speakers.csv")
_HEAD = 40  # characters of a quotation by which it is known again
_SETS = (("devset", "read while rules were written"), ("testset", "held out"))


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotated names of one text: places, places with a word such as "street", all names."""

    places: tuple[Span, ...]
    described: tuple[Span, ...]
    place_names: tuple[Span, ...]
    names: tuple[Span, ...]


def main() -> int:
    """Print the figures. Held against nothing: returns 0."""
    folder = outside_data("factRuEval-2016")
    if folder is None:
        return print_not_measured("Russian names", "no factRuEval-2016 in HOLDFAST_BENCH_DATA")
    for name, what in _SETS:
        _print(name, what, _measure(folder / name))
    _print_speakers(folder / "testset")
    return 0


def read_gold(text_file: Path) -> Gold:
    """The annotations beside `text_file`."""
    kinds: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for id_, kind, start, length, *_ in _rows(text_file.with_suffix(".spans")):
        kinds[id_], spans[id_] = kind, Span(int(start), int(start) + int(length))
    places: list[Span] = []
    described: list[Span] = []
    for _, kind, *parts in _rows(text_file.with_suffix(".objects")):
        named = [spans[id_] for id_ in parts if kinds[id_] == "loc_name"]
        if kind in _PLACES and named:
            has_word = any(kinds[id_] == "loc_descr" for id_ in parts)
            (described if has_word else places).append(named[0])
    return Gold(
        places=tuple(sorted(set(places))),
        described=tuple(sorted(set(described) - set(places))),
        place_names=tuple(s for id_, s in spans.items() if kinds[id_] == "loc_name"),
        names=tuple(s for id_, s in spans.items() if kinds[id_] in _NAMES),
    )


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.partition("#")[0].split()
        if row:
            yield row


def _measure(folder: Path) -> Counter[str]:
    tally: Counter[str] = Counter()
    lexicon = load_lexicon()
    for path in sorted(p.with_suffix(".txt") for p in folder.glob("*.spans")):
        _count(read_gold(path), _read(path, lexicon), tally)
    return tally


def _read(path: Path, lexicon: Lexicon) -> Reading:
    (document,) = read_file(path.parent, path.name)
    return read_document(document, lexicon)


def _count(gold: Gold, reading: Reading, tally: Counter[str]) -> None:
    ours = [place.span for place in reading.places]
    for name, wanted in (("places", gold.places), ("described", gold.described)):
        tally[name] += len(wanted)
        tally[f"{name} found"] += sum(_is_among(span, ours) for span in wanted)
    tally["given"] += len(ours)
    tally["right"] += sum(_is_among(span, gold.place_names) for span in ours)
    for utterance in reading.utterances:
        tally["statements"] += 1
        speaker = utterance.speaker
        if speaker is None or speaker.span is None:
            continue
        tally["spoken"] += 1
        mentions = reading.voices[speaker.voice].mentions
        if any(m.span == speaker.span and m.kind is MentionKind.NAME for m in mentions):
            tally["named"] += 1
            tally["named right"] += _is_among(speaker.span, gold.names)


def _print_speakers(folder: Path) -> None:
    noted: dict[tuple[str, int], list[Span]] = {}
    with _SPEAKERS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            span = Span(int(row["speaker_start"]), int(row["speaker_end"]))
            noted.setdefault((row["book"], int(row["quotation"])), []).append(span)
    lexicon, tally = load_lexicon(), Counter[str]()
    for (book, start), spans in noted.items():
        reading = _read(folder / f"book_{book}.txt", lexicon)
        wanted = [_beginning(span.of(reading.document.text)) for span in spans]
        tally["noted"] += 1
        quoted = _quoted_at(reading, Span(start, start + _HEAD))
        tally["found"] += quoted is not None
        if quoted is not None and quoted.speaker is not None:
            name = reading.voices[quoted.speaker.voice].name
            tally["spoken"] += 1
            tally["right"] += any(_beginning(word) in wanted for word in name.split())
    print("quotations of testset with speakers noted by hand")
    print_figure("  found", f"{tally['found']} of {tally['noted']}")
    print_figure("  speaker right, of those found", f"{tally['right']} of {tally['found']}")
    print_figure("  given a wrong speaker", f"{tally['spoken'] - tally['right']}")


def _quoted_at(reading: Reading, head: Span) -> Utterance | None:
    quoted = (u for u in reading.utterances if u.form in (Form.DIRECT, Form.MIXED))
    return next((u for u in quoted if any(span.overlaps(head) for span in u.spans)), None)


def _beginning(word: str) -> str:
    return word.strip('«»"').lower()[:5]


def _is_among(span: Span, others: list[Span] | tuple[Span, ...]) -> bool:
    return any(span.overlaps(other) for other in others)


def _print(name: str, what: str, tally: Counter[str]) -> None:
    print(f"{name} ({what})")
    for label, part, whole in (
        ("  places found", "places found", "places"),
        ("  places precise", "right", "given"),
        ("  places with a word such as street or river found", "described found", "described"),
        ("  speakers that are names, of those named by us", "named right", "named"),
        ("  statements with a speaker", "spoken", "statements"),
    ):
        share = tally[part] / tally[whole] if tally[whole] else 0.0
        print_figure(label, f"{share:.3f} of {tally[whole]}")


if __name__ == "__main__":
    sys.exit(main())
