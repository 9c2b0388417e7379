"""Invented reports that read like news: quotations, speakers, figures, dates, places.

Every text is drawn from a seed. About one report in ten carries a passage of the report before it,
as agency copy does.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_SYLLABLES = (
    "ba bel bor dan del dri el fen gor hal ir ka kel lan lem mar mir na nor ol or pa per ra rin sa "
    "sel sin ta tar ti ul va vel ver vin wal yor za zel zor"
).split()
_NAMES = [
    (first + second + third).capitalize()
    for first in _SYLLABLES
    for second in _SYLLABLES
    for third in ("", "n", "sk", "ta")
]
_FIRST, _LAST, _TOWNS = _NAMES[::7], _NAMES[1::3], _NAMES[2::3]
_OUTLETS = (
    "Morning Post|Lake Radio|Channel Nine|Northern Wire|Evening Ledger|The Meridian|Daily Comet"
).split("|")
_BODIES = "Harbour Network|Lake Committee|Open Door|Interior Ministry|Lawyers' Circle".split("|")
_ROLES = (
    "a lawyer with the {body}|a spokesman for the governor|a teacher from {town}|"
    "a representative of the {body}|the head of the {body}"
).split("|")
_WHO = (
    "at least {small} men|more than {large} people|some {large} students|between {small} and {large} "
    "journalists|several teachers|his younger brother|her neighbour|the owner of a small press|"
    "two nurses from {town}|dozens of worshippers|a singer known across the province|they|he|"
    "{small} members of the choir|about {large} strikers|the editor and her husband"
).split("|")
_SUFFERED = (
    "had been detained|were held|were beaten with hoses|was stopped by officers|disappeared|"
    "were tortured with electric current|had been killed|were forced to name their friends|"
    "had been taken away|were kept without food or water|was threatened with death|"
    "had been evacuated|were released for a ransom of {large} crowns|was dragged out of a car|"
    "were made to sign papers they could not read|lost their work and their rooms"
).split("|")
_WHERE = (
    "in a cellar near {town}|on the road to {town}|in a former grain depot|behind the station of {town}|"
    "at a checkpoint outside {town}|in the yard of a school|in front of the families|"
    "in a boat house on the lake|in the barracks of {town}|at home|in the market of {town}"
).split("|")
_WHEN = (
    "since the end of {month}|in the night to {weekday}|during the first week of {month}|"
    "for {days} days|in the spring of {year}|after the march|before the harvest|on {weekday}|"
    "in {month} {year}|while the roads were closed|for most of the winter"
).split("|")
_HOW = (
    "and nobody told the families|because of their faith|because of a song|while others had to watch|"
    "and the prosecutor refused to open a case|although the law forbids it|and no doctor was let in|"
    "until the relatives paid|because of what they had written|and not one officer was named|"
    "and the guards laughed|as a warning to the rest of the street|and two did not come back"
).split("|")
_FILLERS = (
    "The road to {town} is closed {large} days a year.|{town} elects its council in {month}.|"
    "The ministry did not answer on {weekday}.|Rain kept the market of {town} empty in {month}.|"
    "The budget of {year} foresees {small} new bridges.|{town} is known for its plums."
).split("|")
_SHAPES = (
    '"{Claim}," said {person}, {role}.|'
    '"{Claim}," {last} told {outlet}. "{Claim}."|'
    "{person}, {role}, said that {claim}.|"
    "According to the {body}, {claim}.|"
    "{outlet} reported on {weekday} that {claim}.|"
    '{last} denied that {claim}. "{Claim}," he added.|'
    "In {month} {year}, {claim}.|"
    'One of the men, who asked not to be named, said: "{Claim}."'
).split("|")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September".split()


def invented_reports(count: int, *, seed: int = 1, characters: int = 3_000) -> Iterator[str]:
    """`count` reports of about `characters` characters each, the same for the same seed."""
    chance = np.random.default_rng(seed)
    before: list[str] = []
    for _ in range(count):
        paragraphs = _paragraphs(chance, characters)
        if before and chance.random() < 0.1:
            paragraphs[1:1] = before[:2]
        before = paragraphs
        yield "\n\n".join(paragraphs) + "\n"


def resampled_reports(
    count: int, *, seed: int = 2, paragraphs: int = 500, characters: int = 3_000
) -> Iterator[str]:
    """`count` reports put together from one pool of so many paragraphs, each drawn again and again.

    Far more is shared than in any press: every paragraph stands in a hundred reports or more.
    """
    chance = np.random.default_rng(seed)
    invented = invented_reports(paragraphs, seed=seed, characters=characters)
    pool = [part for text in invented for part in text.strip().split("\n\n")[2:]][:paragraphs]
    for number in range(count):
        month, day = _pick(chance, _MONTHS), int(chance.integers(1, 28))
        out = [f"{_pick(chance, _OUTLETS)}\n{day} {month} 2031\n\nReport {number} of that day"]
        while sum(map(len, out)) < characters:
            out.append(_pick(chance, pool))
        yield "\n\n".join(out) + "\n"


def _paragraphs(chance: np.random.Generator, characters: int) -> list[str]:
    month, day = _pick(chance, _MONTHS), int(chance.integers(1, 28))
    out = [f"{_pick(chance, _OUTLETS)}\n{day} {month} 2031\n\n{_heading(chance)}"]
    while sum(map(len, out)) < characters:
        shapes = [_pick(chance, _SHAPES if chance.random() < 0.7 else _FILLERS) for _ in range(3)]
        out.append(" ".join(_filled(chance, shape) for shape in shapes))
    return out


def _heading(chance: np.random.Generator) -> str:
    claim = _claim(chance)
    return claim[0].upper() + claim[1:]


def _filled(chance: np.random.Generator, shape: str) -> str:
    last = _pick(chance, _LAST)
    claims = [_claim(chance) for _ in range(2)]
    while "{Claim}" in shape:
        claim = claims.pop()
        shape = shape.replace("{Claim}", claim[0].upper() + claim[1:], 1)
    body, town = _pick(chance, _BODIES), _pick(chance, _TOWNS)
    role = _pick(chance, _ROLES).format(body=body, town=town)
    return shape.format(
        claim=_claim(chance),
        person=f"{_pick(chance, _FIRST)} {last}",
        last=last,
        role=role,
        body=body,
        outlet=_pick(chance, _OUTLETS),
        **_particulars(chance) | {"town": town},
    )


def _claim(chance: np.random.Generator) -> str:
    about = [_WHERE, _WHEN, _HOW, _WHERE, _WHEN]
    chosen = chance.permutation(len(about))[: int(chance.integers(1, 5))]
    shapes = [_WHO, _SUFFERED, *(about[place] for place in chosen)]
    return " ".join(_pick(chance, shape).format(**_particulars(chance)) for shape in shapes)


def _particulars(chance: np.random.Generator) -> dict[str, object]:
    return {
        "town": _pick(chance, _TOWNS),
        "weekday": _pick(chance, _DAYS),
        "month": _pick(chance, _MONTHS),
        "year": int(chance.integers(2028, 2032)),
        "days": int(chance.integers(2, 30)),
        "small": int(chance.integers(2, 9)),
        "large": int(chance.integers(20, 400)),
    }


def _pick(chance: np.random.Generator, words: list[str]) -> str:
    return words[int(chance.integers(len(words)))]
