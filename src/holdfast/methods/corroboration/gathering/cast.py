"""The voices of all reports, and which of them are one source.

Invariants:
- Two voices are one when their names agree, or when the same words are put in both mouths and
  nothing speaks against it. A shared role alone never makes two voices one.
- Two named voices of one report stay two: the reading of that report already told them apart.
- Two people with different names stay two, whatever words they share.
- A pseudonym makes nobody one by itself: many reports call somebody "Ali".
- An outlet that its report does not name is one with no other outlet.
"""

from __future__ import annotations

import itertools
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from sys import intern

import msgspec

from holdfast.methods.corroboration.document import MentionKind, Reading, Voice
from holdfast.methods.corroboration.record import SourceKind

from .identities import Identities
from .names import (
    body_words,
    country_and_body,
    is_cyrillic,
    is_of_home,
    name_words,
    outlet_words,
    same_organisation_name,
    same_outlet_name,
    same_person_name,
    surname_key,
)

_ONE_AND_NONE = 2  # ways to name an office: with one country's name, and without any


class Cast:
    """Every voice by one number; `root` tells which are one source."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.voices: list[Voice] = []
        self.report_of = array("i")
        self._opens_at = array("i")
        self._first = array("i", [0])
        for report, reading in enumerate(readings):
            self._opens_at.extend(_first_named(voice) for voice in reading.voices)
            self.voices += [_slim(voice) for voice in _voices(reading)]
            self.report_of.extend(itertools.repeat(report, len(reading.voices)))
            self._first.append(len(self.voices))
        self._sets = Identities(len(self.voices))
        self._names: dict[int, Voice] = {}
        self._keep_reports_apart()
        self._unite_bodies()
        self._unite_persons()
        self._unite_same_names()
        self._unite_by_country()
        self._unite_translated()
        for index, voice in enumerate(self.voices):
            if is_named(voice):
                self._names.setdefault(self.root(index), voice)

    def index(self, report: int, voice: int) -> int:
        """The number of voice `voice` of report `report`."""
        return self._first[report] + voice

    def opens_at(self, index: int) -> int | None:
        """Where its report first names or describes this voice; None if it never does."""
        place = self._opens_at[index]
        return None if place < 0 else place

    def root(self, index: int) -> int:
        """The number that stands for the whole source."""
        return self._sets.find(index)

    def members(self) -> dict[int, list[int]]:
        """Every source's voices, in the order of the reports."""
        sets: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self.voices)):
            sets[self.root(index)].append(index)
        return dict(sets)

    def bodies(self) -> dict[int, int]:
        """For each source that speaks for a body: the body's root, as most reports have it."""
        named: dict[int, Counter[int]] = defaultdict(Counter)
        for index, voice in enumerate(self.voices):
            if voice.member_of is not None:
                body = self.root(self.index(self.report_of[index], voice.member_of))
                if body != self.root(index):
                    named[self.root(index)][body] += 1
        return {root: bodies.most_common(1)[0][0] for root, bodies in named.items()}

    def unite_mouths(self, mouths: Sequence[int]) -> None:
        """Make one the voices in whose mouths the same words are put, as far as they may be one.

        A name that stands beside one of the unnamed in that one's own report is not the name of
        the unnamed: somewhere the words were put into a wrong mouth.
        """
        beside = self._beside_unnamed(mouths)
        uncontested = [
            m for m in mouths if not is_named(self.voices[m]) or self.root(m) not in beside
        ]
        for other in uncontested[1:]:
            self.unite_by_words(uncontested[0], other)

    def _beside_unnamed(self, mouths: Sequence[int]) -> set[int]:
        """The sources that stand in one report with an unnamed one of `mouths`, itself left out."""
        return {
            self.root(voice)
            for mouth in mouths
            if not is_named(self.voices[mouth])
            for voice in self._of_report(self.report_of[mouth])
            if voice != mouth
        }

    def _of_report(self, report: int) -> range:
        return range(self._first[report], self._first[report + 1])

    def unite_by_words(self, left: int, right: int) -> bool:
        """Make two voices one because the same words are put in both mouths.

        Refused where both are named and differ, where only one is an outlet, and where a report
        tells the two apart. Returns whether they are one now.
        """
        a, b = self.root(left), self.root(right)
        kinds = {self.voices[left].kind, self.voices[right].kind}
        if SourceKind.OUTLET in kinds and len(kinds) > 1:
            return a == b
        names = [self._names[root] for root in (a, b) if root in self._names]
        if len(names) == 2 and a != b and not _names_agree(*names):
            return False
        return self._unite(a, b)

    def unite_by_hand(self, left: int, right: int) -> bool:
        """Make two voices one because a person says so; refused where a report names both."""
        return self._unite(self.root(left), self.root(right))

    def _unite(self, a: int, b: int) -> bool:
        name = self._names.get(a) or self._names.get(b)
        if not self._sets.unite(a, b):
            return False
        if name is not None:
            self._names[self.root(a)] = name
        return True

    def _keep_reports_apart(self) -> None:
        by_report: dict[int, list[int]] = defaultdict(list)
        for index, voice in enumerate(self.voices):
            if is_named(voice) and not _is_body(voice):
                by_report[self.report_of[index]].append(index)
        for named in by_report.values():
            self._sets.keep_apart(*named)

    def _unite_bodies(self) -> None:
        buckets: dict[tuple[bool, str], list[int]] = defaultdict(list)
        for index, voice in enumerate(self.voices):
            if is_named(voice) and _is_body(voice):
                is_outlet = voice.kind is SourceKind.OUTLET
                words = outlet_words(voice.name) if is_outlet else name_words(voice.name)
                buckets[is_outlet, "".join(word[:1] for word in words)[:1]].append(index)
        for bucket in buckets.values():
            self._unite_bucket(bucket)

    def _unite_persons(self) -> None:
        buckets: dict[str, list[int]] = defaultdict(list)
        for index, voice in enumerate(self.voices):
            if is_named(voice) and not _is_body(voice):
                buckets[surname_key(voice.name)].append(index)
        for bucket in buckets.values():
            full = [i for i in bucket if len(name_words(self.voices[i].name)) > 1]
            leaders = self._unite_bucket(full)
            self._unite_surnames(leaders, sorted(set(bucket) - set(full)))

    def _unite_same_names(self) -> None:
        """What one report takes for a body and another does not, by the same words."""
        firsts: dict[tuple[str, ...], int] = {}
        for index, voice in enumerate(self.voices):
            if not is_named(voice):
                continue
            words = body_words(voice.name)
            first = firsts.setdefault(words, index)
            is_told_enough = len(words) > 1 or _is_body(voice) or _is_body(self.voices[first])
            if first != index and is_told_enough:
                self._sets.unite(first, index)

    def _unite_by_country(self) -> None:
        """Offices named with their country and without; never those of two countries."""
        offices: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
        for index, voice in enumerate(self.voices):
            if is_named(voice) and _is_office(voice):
                country, words = country_and_body(voice.name)
                first = offices[words].setdefault(country, index)
                if first != index and country:
                    self._sets.unite(first, index)
        for words, firsts in offices.items():
            if len(firsts) == _ONE_AND_NONE and "" in firsts and is_of_home(words):
                self._sets.unite(*firsts.values())

    def _unite_translated(self) -> None:
        """The bodies for which one person speaks in two scripts: Lantern Network and «Маяк»."""
        bodies: dict[int, dict[bool, int]] = defaultdict(dict)
        for index, voice in enumerate(self.voices):
            if voice.member_of is not None and is_named(voice):
                body = self.index(self.report_of[index], voice.member_of)
                if is_named(self.voices[body]):
                    script = is_cyrillic(self.voices[body].name)
                    bodies[self.root(index)].setdefault(script, body)
        for translations in bodies.values():
            if len(translations) > 1:
                self._sets.unite(*translations.values())

    def _unite_bucket(self, bucket: Sequence[int]) -> list[int]:
        """Unite what agrees in name; returns one index for each source that came out."""
        leaders: dict[str, int] = {}
        for index in bucket:
            name = self.voices[index].name
            twin = leaders.get(name)
            if twin is None:
                others = (
                    i for i in leaders.values() if _names_agree(self.voices[i], self.voices[index])
                )
                twin = next(others, None)
            if twin is None or not self._sets.unite(twin, index):
                leaders.setdefault(name, index)
        return list(dict.fromkeys(self.root(index) for index in leaders.values()))

    def _unite_surnames(self, leaders: list[int], alone: list[int]) -> None:
        """A bare surname joins the only full name that bears it; bare ones join each other."""
        for index in alone:
            kin = [x for x in leaders if self.voices[x].kind is self.voices[index].kind] or leaders
            if len(kin) == 1:
                self._sets.unite(kin[0], index)
            elif not leaders and self.voices[alone[0]].kind is self.voices[index].kind:
                self._sets.unite(alone[0], index)


def is_named(voice: Voice) -> bool:
    """Whether the voice has a name that means the same person or body in another report."""
    return not voice.is_anonymous and not voice.is_pseudonym


def _is_body(voice: Voice) -> bool:
    bodies = (SourceKind.ORGANISATION, SourceKind.OUTLET)
    if _is_office(voice):
        return True
    return voice.kind in bodies and voice.member_of is None and not voice.is_person


def _is_office(voice: Voice) -> bool:
    """Whether an official voice is a ministry or the like, and nobody who works there."""
    is_official = voice.kind is SourceKind.OFFICIAL and not voice.is_person
    return is_official and not _OFFICES.isdisjoint(body_words(voice.name))


_OFFICES = frozenset(
    "ministry government police parliament court office army service administration authorities "
    "department embassy agency council committee kremlin".split()
)


def _names_agree(left: Voice, right: Voice) -> bool:
    if SourceKind.OUTLET in (left.kind, right.kind):
        return same_outlet_name(left.name, right.name)
    if _is_body(left) or _is_body(right):
        return same_organisation_name(left.name, right.name)
    return same_person_name(left.name, right.name)


def _voices(reading: Reading) -> tuple[Voice, ...]:
    """The voices of a report; an outlet that is not named goes by the report's path, unnamed."""
    outlet, *others = reading.voices
    if reading.document.outlet is None:
        name = f"the outlet of {reading.document.path}"
        outlet = msgspec.structs.replace(outlet, name=name, is_anonymous=True, aliases=())
    return (outlet, *others)


def _first_named(voice: Voice) -> int:
    """The first place where it is more than a pronoun, or -1."""
    spans = [m.span for m in voice.mentions if m.kind is not MentionKind.PRONOUN]
    return min(spans)[0] if spans else -1


def _slim(voice: Voice) -> Voice:
    """The voice without its mentions, its name kept once however many reports have it."""
    return msgspec.structs.replace(voice, name=intern(voice.name), mentions=(), role=None)
