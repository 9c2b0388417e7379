"""The disclosure check: recall by kind of disguise beside a plain search, false alarms, and time.

2,000 invented secrets (persons of three regions in their own scripts, telephone numbers, addresses,
accounts, dates of birth). Disguises are written by the tables of `_invented_people` and by those
below, which import nothing of `holdfast`. A secret is recalled where its id is told in the field
that hides it. Plain search: the whole text or the family name, case ignored, by `in`. Times are of
the processor, of one thread, with nothing remembered from before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks._invented_people import _ENGLISH, Person, invented_people, spelled
from benchmarks._invented_reports import invented_reports
from benchmarks.report import print_figure
from holdfast.methods.disclosure.check import SecretIndex
from holdfast.methods.disclosure.draft import Certainty, DraftField, Secret, SecretKind

PERSONS, OTHERS = 1_500, 125
CHARACTERS = 100_000
TRIED = 200
SECONDS = 2.0
RECALL = 0.95
_LATIN_ALIKE = str.maketrans("асеорхуАСЕОРХВНКМТ", "aceopxyACEOPXBHKMT")
_POLISH = {"v": "w", "sh": "sz", "ch": "cz", "zh": "ż", "kh": "ch", "dzh": "dż", "y": "j", "ya": "ja",
           "yu": "ju", "ts": "c"}  # fmt: skip
_TURKISH = {"sh": "ş", "ch": "ç", "dzh": "c", "kh": "h", "gh": "ğ", "zh": "j", "w": "v", "ts": "ts"}
_INSTRUMENTAL = (("ова", "овой"), ("ева", "евой"), ("ов", "овым"), ("ев", "евым"))
_GENITIVE = (("ова", "овой"), ("ева", "евой"), ("ов", "ова"), ("ев", "ева"))
_WORDS = ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A secret, and what of it a reader of the draft would have to be given."""

    secret: Secret
    person: Person
    given: str
    family: str
    patronymic: str = ""


Disguise = Callable[[Hidden, np.random.Generator], str]


def main() -> int:
    """Print recall, false alarms and time; returns how many fell short of their limit."""
    generator = np.random.default_rng(11)
    people = invented_people(PERSONS, generator)
    hidden = [_hidden(person, generator) for person in people]
    others = _others(generator)
    secrets = [h.secret for h in hidden] + [secret for secret, _ in others]
    short = _speed(secrets, hidden, generator)  # first, while nothing is remembered
    index = SecretIndex(secrets)
    short += _names(index, hidden, generator)
    short += _figures(index, others)
    _false_alarms(index)
    return short


# ------------------------------------------------------------ recall


def _names(index: SecretIndex, hidden: list[Hidden], generator: np.random.Generator) -> int:
    cyrillic = [h for h in hidden if h.person.region == "caucasus"][:TRIED]
    latin = [h for h in hidden if h.person.region == "balkans"][:TRIED]
    arabic = [h for h in hidden if h.person.region == "arab world"][:TRIED]
    short = 0
    for name, disguise in CYRILLIC.items():
        short += _recall(index, f"Cyrillic name: {name}", cyrillic, disguise, generator)
    for name, disguise in LATIN.items():
        short += _recall(index, f"Balkan name: {name}", latin, disguise, generator)
    for name, disguise in ARABIC.items():
        short += _recall(index, f"Arabic name: {name}", arabic, disguise, generator)
    return short


def _recall(
    index: SecretIndex,
    name: str,
    hidden: list[Hidden],
    disguise: Disguise,
    generator: np.random.Generator,
) -> int:
    fields = [_carried(str(n), disguise(h, generator)) for n, h in enumerate(hidden)]
    told: dict[str, Certainty] = {}
    for found in index.check(fields):
        for secret in found.secrets:
            for place in found.places:
                key = f"{place.field} {secret}"
                told[key] = max(found.certainty, told.get(key, Certainty.POSSIBLE))
    keys = [f"{n} {h.secret.id}" for n, h in enumerate(hidden)]
    share = sum(key in told for key in keys) / len(keys)
    firm = sum(told.get(key, 0) >= Certainty.LIKELY for key in keys) / len(keys)
    plain = sum(_plainly(h, f.text) for h, f in zip(hidden, fields, strict=True)) / len(keys)
    against = f">= {RECALL:.0%}; likely {firm:.1%}; in: {plain:.1%}"
    return print_figure(name, f"{share:.1%}", held_against=against, is_met=share >= RECALL)


def _plainly(hidden: Hidden, text: str) -> bool:
    small = text.lower()
    return hidden.secret.text.lower() in small or hidden.family.lower() in small


def _carried(name: str, said: str) -> DraftField:
    return DraftField(name, f"Later that evening they spoke of {said} near the old bridge.")


def _hidden(person: Person, generator: np.random.Generator) -> Hidden:
    script = {"caucasus": "cyrillic", "balkans": "balkan", "arab world": "arabic"}[person.region]
    given, family = (spelled(word, script, generator) for word in (person.given, person.family))
    patronymic, text = "", f"{given} {family}"
    if person.region == "caucasus":
        father = person.father[:-1] if person.father[-1] in "aiy" else person.father
        ending = "ovna" if person.is_woman else "ovich"
        patronymic = spelled(father + ending, script, generator)
        text = f"{family} {given} {patronymic}"
    return Hidden(
        Secret(f"s{person.number}", SecretKind.PERSON, text), person, given, family, patronymic
    )


def _bent(word: str, endings: Sequence[tuple[str, str]], consonant: str, vowel: str) -> str:
    for ending, other in endings:
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    if word[-1] in "аяь":
        return word[:-1] + vowel
    return word if word[-1] in "иоуеэ" else word + consonant


def _instrumental(h: Hidden, _: np.random.Generator) -> str:
    return f"{_bent(h.given, (), 'ом', 'ой')} {_bent(h.family, _INSTRUMENTAL, 'ом', 'ой')}"


def _family_genitive(h: Hidden, _: np.random.Generator) -> str:
    return _bent(h.family, _GENITIVE, "а", "ы")


def _by_table(table: dict[str, str]) -> Disguise:
    """Given and family name by one country's habit, from our spelling of sounds."""

    def disguised(h: Hidden, _: np.random.Generator) -> str:
        return f"{_spelled(h.person.given, table)} {_spelled(h.person.family, table)}"

    return disguised


def _spelled(word: str, table: dict[str, str]) -> str:
    out, rest = "", word
    while rest:
        size = next(n for n in (4, 3, 2, 1) if rest[:n] in table or n == 1)
        out += table.get(rest[:size], rest[:size])
        rest = rest[size:]
    return out.capitalize()


_ENGLISH_SOUNDS = {sound: sound for sound in ("shch", "dzh", "sh", "zh", "ch", "kh", "gh", "ts")}


def _in_script(script: str) -> Disguise:
    return lambda h, generator: " ".join(
        spelled(word, script, generator) for word in (h.person.given, h.person.family)
    )


def _misspelt(h: Hidden, generator: np.random.Generator) -> str:
    at = int(generator.integers(1, len(h.family) - 2))
    word = h.family[:at] + h.family[at + 1] + h.family[at] + h.family[at + 2 :]
    return f"{h.given} {word}"


def _cut(h: Hidden, generator: np.random.Generator) -> str:
    at = int(generator.integers(2, max(3, len(h.family) - 2)))
    return f"{h.given} {h.family[:at]}-\n{h.family[at:]}"


def _hidden_by_nothing(h: Hidden, generator: np.random.Generator) -> str:
    at = int(generator.integers(1, len(h.family) - 1))
    return f"{h.family[:at]}\u200b{h.family[at:]}"


def _in_file_name(h: Hidden, _: np.random.Generator) -> str:
    given, family = (_spelled(w, _ENGLISH_SOUNDS) for w in (h.person.given, h.person.family))
    return f"IMG_{family.lower()}_{given.lower()}_0412.jpg"


def _glued(h: Hidden, _: np.random.Generator) -> str:
    return f"#{h.given.lower()}{h.family.lower()}"


CYRILLIC: dict[str, Disguise] = {
    "as written": lambda h, _: h.secret.text,
    "capitals": lambda h, _: h.secret.text.upper(),
    "given name first": lambda h, _: f"{h.given} {h.family}",
    "look-alike Latin letters": lambda h, _: h.family.translate(_LATIN_ALIKE),
    "zero-width sign inside": _hidden_by_nothing,
    "stress mark inside": lambda h, _: h.family[:2] + "\u0301" + h.family[2:],
    "instrumental": _instrumental,
    "family name alone, genitive": _family_genitive,
    "patronymic alone": lambda h, _: h.patronymic,
    "initials and family name": lambda h, _: f"{h.given[0]}. {h.patronymic[0]}. {h.family}",
    "initials behind": lambda h, _: f"{h.family} {h.given[0]}.{h.patronymic[0]}.",
    "initials alone": lambda h, _: f"{h.given[0]}. {h.patronymic[0]}. {h.family[0]}.",
    "English": _by_table(_ENGLISH_SOUNDS),
    "French": _by_table(_ENGLISH_SOUNDS | _ENGLISH[3]),
    "German": _by_table(_ENGLISH_SOUNDS | _ENGLISH[4]),
    "Polish": _by_table(_POLISH),
    "Turkish": _by_table(_TURKISH),
    "Georgian": _in_script("georgian"),
    "Arabic": _in_script("arabic"),
    "two letters swapped": _misspelt,
    "cut at the end of a line": _cut,
    "glued": _glued,
    "file name in Latin": _in_file_name,
}
LATIN: dict[str, Disguise] = {
    "without its signs": _in_script("bare"),
    "Serbian Cyrillic": _in_script("serbian"),
    "Albanian": _in_script("albanian"),
    "English": _in_script("english"),
}
ARABIC: dict[str, Disguise] = {
    "as written": lambda h, _: h.secret.text,
    "with article and preposition": lambda h, _: f"ل{h.given} وال{h.family}",
    "English or German": _in_script("english"),
    "French": _in_script("french"),
}

# ------------------------------------------------------------ figures


def _others(generator: np.random.Generator) -> list[tuple[Secret, str]]:
    """Secrets in figures, each with the figures that the disguises need."""
    found = []
    for number in range(OTHERS):
        digits = "".join(str(d) for d in generator.integers(0, 10, 9))
        phone = f"+998 {digits[:2]} {digits[2:5]}-{digits[5:7]}-{digits[7:]}"
        found.append((Secret(f"t{number}", SecretKind.PHONE, phone), digits))
        date = f"{1950 + number % 55}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        found.append((Secret(f"d{number}", SecretKind.BIRTH_DATE, date), date))
        street = spelled(str(generator.choice(["tsag", "mezh", "vard", "astam", "olz"])) + "inskaya", "cyrillic", generator)  # fmt: skip
        address = f"ул. {street}, д. {number + 3}, кв. {number % 40 + 1}"
        found.append((Secret(f"a{number}", SecretKind.ADDRESS, address), f"{street}|{number + 3}"))
        handle = f"heron_{digits[:5]}"
        found.append((Secret(f"h{number}", SecretKind.ACCOUNT, f"@{handle}"), handle))
    return found


def _figures(index: SecretIndex, others: list[tuple[Secret, str]]) -> int:
    short = 0
    for name, (kind, disguise) in FIGURES.items():
        some = [pair for pair in others if pair[0].kind is kind]
        fields = [_carried(str(n), disguise(told)) for n, (_, told) in enumerate(some)]
        found = {(p.field, s) for d in index.check(fields) for p in d.places for s in d.secrets}
        share = sum((str(n), s.id) in found for n, (s, _) in enumerate(some)) / len(some)
        texts = zip(some, fields, strict=True)
        plain = sum(secret.text.lower() in f.text.lower() for (secret, _), f in texts) / len(some)
        against = f">= {RECALL:.0%}; in: {plain:.1%}"
        short += print_figure(name, f"{share:.1%}", held_against=against, is_met=share >= RECALL)
    return short


_MONTHS = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FIGURES: dict[str, tuple[SecretKind, Callable[[str], str]]] = {
    "Telephone: other grouping": (SecretKind.PHONE, lambda d: f"8 ({d[:3]}) {d[3:6]} {d[6:]}"),
    "Telephone: digits in words": (SecretKind.PHONE, lambda d: " ".join(_WORDS[int(c)] for c in d)),
    "Telephone: eastern digits": (SecretKind.PHONE, lambda d: d.translate(_EASTERN)),
    "Telephone: words between": (SecretKind.PHONE, lambda d: f"{d[:4]} and then {d[4:]}"),
    "Date: day.month.year": (SecretKind.BIRTH_DATE, lambda d: f"{d[8:]}.{d[5:7]}.{d[:4]}"),
    "Date: month in words": (SecretKind.BIRTH_DATE, lambda d: f"{int(d[8:])} {_MONTHS[int(d[5:7]) - 1]} {d[:4]} года"),
    "Date: month/day/two digits": (SecretKind.BIRTH_DATE, lambda d: f"{d[5:7]}/{d[8:]}/{d[2:4]}"),
    "Address: without abbreviations": (SecretKind.ADDRESS, lambda a: f"улица {a.split('|')[0]}, дом {a.split('|')[1]}"),
    "Address: inflected": (SecretKind.ADDRESS, lambda a: f"на {a.split('|')[0][:-2]}ой, {a.split('|')[1]}"),
    "Account: in a link": (SecretKind.ACCOUNT, lambda h: f"https://t.example/{h.replace('_', '').upper()}"),
}  # fmt: skip

# ------------------------------------------------------------ false alarms and time


def _text() -> str:
    text = "\n\n".join(invented_reports(60, seed=5))
    return text[:CHARACTERS]


def _false_alarms(index: SecretIndex) -> None:
    found = index.check([DraftField("text", _text())])
    for certainty in reversed(Certainty):
        many = sum(d.certainty is certainty for d in found)
        name = f"False alarms in {CHARACTERS:,} characters, {certainty.name.lower()}"
        print_figure(name, str(many))


def _speed(secrets: list[Secret], hidden: list[Hidden], generator: np.random.Generator) -> int:
    text = _text()
    named = [_instrumental(h, generator) for h in hidden[:60:3]]
    pieces = [
        text[at : at + 5_000] + name
        for at, name in zip(range(0, len(text), 5_000), named, strict=True)
    ]
    fields = [DraftField(f"paragraph {n}", piece) for n, piece in enumerate(pieces)]
    began = time.process_time()
    index = SecretIndex(secrets)
    ready = time.process_time()
    index.check(fields)
    ended = time.process_time()
    print_figure(f"{len(secrets):,} secrets made ready", f"{ready - began:.2f} s")
    began_plain = time.process_time()
    small = text.lower()
    assert not all(secret.text.lower() in small for secret in secrets)
    plain = time.process_time() - began_plain
    whole = ended - began
    return print_figure(
        f"{CHARACTERS:,} characters against {len(secrets):,} secrets",
        f"{whole:.2f} s",
        held_against=f"<= {SECONDS:.0f} s; plain `in`: {plain:.2f} s",
        is_met=whole <= SECONDS,
    )


if __name__ == "__main__":
    raise SystemExit(main())
