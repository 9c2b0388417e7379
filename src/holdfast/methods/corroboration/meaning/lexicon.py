"""The lexicon of acts: loaded from the package, extended by the reader's own file, validated.

Invariants:
- Every act that has words or is implied is defined; every code names its list or its namespace.
- The same files give the same fingerprint; a changed word changes it.
- A file that breaks the format is refused whole, with its line, and nothing of it is used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .lexicon_file import LexiconError, Part, Place, read_parts
from .pattern import Compiler, Pattern, PatternError

_DATA = Path(__file__).parent / "lexicon"


class Role(StrEnum):
    """What an act is in a crackdown: a harm done to people, or somebody's response to it."""

    HARM = "harm"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Act:
    """An act that reports speak of. `implies` names acts that are true whenever this one is."""

    id: str
    codes: tuple[str, ...]
    role: Role
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActWords:
    """The words of one language for one act; a match that an `except_` overlaps does not count."""

    title: str
    words: tuple[str, ...]
    except_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, by act, with the groups that their patterns name."""

    groups: Mapping[str, tuple[str, ...]]
    acts: Mapping[str, ActWords]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All acts and words. `fingerprint` is "sha256..." of the merged content."""

    acts: Mapping[str, Act]
    languages: Mapping[str, Language]
    fingerprint: str

    def title(self, act: str, language: str = "en") -> str:
        """The name of a finding about `act`, in `language` or else in English or else its id."""
        for code in (language, "en"):
            words = self.languages[code].acts.get(act) if code in self.languages else None
            if words is not None and words.title:
                return words.title
        return act.replace("-", " ").capitalize()

    def with_implied(self, acts: Iterable[str]) -> tuple[str, ...]:
        """`acts` in their order, then what they imply, each once."""
        out = list(dict.fromkeys(acts))
        for act in out:  # grows while it is read: what is implied may imply more
            out.extend(more for more in self.acts[act].implies if more not in out)
        return tuple(out)

    def is_harm(self, act: str) -> bool:
        """Whether `act` is a harm done to people."""
        return self.acts[act].role is Role.HARM


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The package's lexicon, extended by the file `extra` where one is given.

    Raises LexiconError, naming the line and what is allowed, where a file breaks the format.
    """
    parts = [part for path in sorted(_DATA.glob("*.yaml")) for part in read_parts(path)]
    own = read_parts(extra) if extra is not None else []
    acts = _merge_acts([*parts, *own])
    languages = _merge_languages([*parts, *own], acts)
    for part in own:
        _compile_all(part, languages)
    return Lexicon(acts=acts, languages=languages, fingerprint=_fingerprint(acts, languages))


def _merge_acts(parts: list[Part]) -> dict[str, Act]:
    acts: dict[str, Act] = {}
    for part in parts:
        for name, given in part.acts.items():
            old = acts.get(name)
            if old is None and (given.role is None or not given.codes):
                raise LexiconError.at(
                    part.place.of("acts", name),
                    f"The act '{name}' is new and needs 'codes' and 'role'.",
                    hint='Write for example codes: ["hf:' + name + '"] and role: harm.',
                )
            acts[name] = Act(
                id=name,
                codes=given.codes or (old.codes if old else ()),
                role=Role(given.role) if given.role else (old.role if old else Role.HARM),
                implies=tuple(dict.fromkeys((*(old.implies if old else ()), *given.implies))),
            )
    for part in parts:
        for name, given in part.acts.items():
            for implied in given.implies:
                _require_act(implied, acts, part.place.of("acts", name, "implies"))
    return acts


def _require_act(name: str, acts: Mapping[str, Act], place: Place) -> None:
    if name not in acts:
        raise LexiconError.at(
            place,
            f"The act '{name}' is not defined.",
            hint="Define it under 'acts', or use one of: " + ", ".join(sorted(acts)) + ".",
        )


def _merge_languages(parts: list[Part], acts: Mapping[str, Act]) -> dict[str, Language]:
    languages: dict[str, Language] = {}
    for part in parts:
        if part.language is None:
            continue
        old = languages.get(part.language, Language(groups={}, acts={}))
        groups = dict(old.groups)
        for name, members in part.groups.items():
            groups[name] = (*groups.get(name, ()), *members)
        words = dict(old.acts)
        for name, given in part.terms.items():
            _require_act(name, acts, part.place.of("terms", name))
            before = words.get(name, ActWords(title="", words=()))
            words[name] = ActWords(
                title=given.title or before.title,
                words=(*before.words, *given.words),
                except_=(*before.except_, *given.except_),
            )
        languages[part.language] = Language(groups=groups, acts=words)
    return languages


def _compile_all(part: Part, languages: Mapping[str, Language]) -> None:
    """Refuse a reader's pattern now, with its line, and not in the middle of a long run."""
    if part.language is None:
        return
    compiler = Compiler(part.language, languages[part.language].groups)
    for name, given in part.terms.items():
        for key, sources in (("words", given.words), ("except", given.except_)):
            for index, source in enumerate(sources):
                try:
                    compiler.compile(source)
                except PatternError as error:
                    raise LexiconError.at(
                        part.place.of("terms", name, key, index),
                        f"The pattern '{source}' cannot be read: {error}.",
                        hint="docs/guide/lexicon.md lists the notation.",
                    ) from error


@dataclass(frozen=True, slots=True)
class ActPattern:
    """A pattern and the act it stands for."""

    act: str
    pattern: Pattern
    is_exception: bool


def patterns_of(lexicon: Lexicon, language: str) -> tuple[ActPattern, ...]:
    """The compiled patterns of `language`, words and exceptions; none for a language unknown."""
    known = lexicon.languages.get(language)
    if known is None:
        return ()
    compiler = Compiler(language, known.groups)
    return tuple(
        ActPattern(act, compiler.compile(source), is_exception)
        for act, words in known.acts.items()
        for is_exception, sources in ((False, words.words), (True, words.except_))
        for source in sources
    )


def _fingerprint(acts: Mapping[str, Act], languages: Mapping[str, Language]) -> str:
    content = {
        "acts": {a.id: [a.codes, a.role, a.implies] for a in acts.values()},
        "languages": {
            code: {
                "groups": dict(language.groups),
                "terms": {k: [w.title, w.words, w.except_] for k, w in language.acts.items()},
            }
            for code, language in languages.items()
        },
    }
    data = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    return "sha256" + hashlib.sha256(data).hexdigest()
