"""One file of the lexicon as YAML: its keys checked, its lines remembered for messages.

Invariants:
- A file holds one or more YAML documents; each is one `Part`, of one language or of none.
- Every refusal names the file, the line, the key, and what is allowed there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from holdfast.kernel.errors import HoldfastError

FORMAT = "holdfast-lexicon/1"
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"[a-z][a-z0-9-]*:[\w-]+")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 4_000_000

Key = str | int


class LexiconError(HoldfastError):
    """A lexicon file breaks the format."""

    code = "corroboration.lexicon"

    @classmethod
    def at(cls, place: Place, message: str, *, hint: str) -> LexiconError:
        """The error with its place in front and the word that nothing was changed."""
        return cls(f"{place}: {message} Nothing was changed.", hint=hint)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a lexicon file: for messages."""

    file: str
    path: tuple[Key, ...] = ()
    lines: Mapping[tuple[Key, ...], int] = field(default_factory=dict)

    def of(self, *more: Key) -> Place:
        """The place of a key below this one."""
        return Place(self.file, (*self.path, *more), self.lines)

    def __str__(self) -> str:
        path = self.path
        while path and path not in self.lines:
            path = path[:-1]
        line = self.lines.get(path)
        return self.file if line is None else f"{self.file}, line {line}"


@dataclass(frozen=True, slots=True)
class GivenAct:
    """An act as a file gives it; what is missing is taken from an earlier file."""

    codes: tuple[str, ...] = ()
    role: str | None = None
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenWords:
    """The words for an act as a file gives them."""

    title: str = ""
    words: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a lexicon file."""

    place: Place
    language: str | None
    acts: Mapping[str, GivenAct]
    groups: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, GivenWords]


def read_parts(path: Path) -> list[Part]:
    """The documents of the file at `path`; raises LexiconError where it breaks the format."""
    return [_part(Place(path.name, (), lines), data) for data, lines in _documents(path)]


def _documents(path: Path) -> list[tuple[Any, dict[tuple[Key, ...], int]]]:
    place = Place(path.name)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise LexiconError.at(
                place, "The file is larger than 4 MB.", hint="A lexicon is a short list of words."
            )
        text = path.read_text(encoding="utf-8-sig")
        loader = _LOADER(text)
        out: list[tuple[Any, dict[tuple[Key, ...], int]]] = []
        while loader.check_node():
            node = loader.get_node()
            if node is None:
                continue
            _refuse_aliases(node, place)
            out.append((loader.construct_document(node), _lines(node)))
    except OSError as error:
        raise LexiconError.at(
            place, "The file cannot be read.", hint="Check that it exists and may be opened."
        ) from error
    except UnicodeDecodeError as error:
        raise LexiconError.at(
            place, "The file is not UTF-8 text.", hint="Save it again as UTF-8."
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = Place(path.name, (), {(): mark.line + 1} if mark else {})
        raise LexiconError.at(
            where,
            "The file is not valid YAML.",
            hint="Check indents, brackets and quotation marks.",
        ) from error
    return out


def _refuse_aliases(root: yaml.Node, place: Place) -> None:
    """A few aliases of aliases can stand for billions of words; a lexicon needs none."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.CollectionNode):
            if id(node) in seen:
                raise LexiconError.at(
                    place, "The file uses a YAML alias (*name).", hint="Write the words out."
                )
            seen.add(id(node))
            for child in node.value:
                waiting.extend(child if isinstance(child, tuple) else (child,))


def _lines(node: yaml.Node, path: tuple[Key, ...] = ()) -> dict[tuple[Key, ...], int]:
    out = {path: node.start_mark.line + 1}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            out |= _lines(value, here)
            out[here] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            out |= _lines(value, (*path, index))
    return out


def _part(place: Place, data: object) -> Part:
    top = _mapping(data, place, allowed=("format", "language", "acts", "groups", "terms"))
    if top.get("format") != FORMAT:
        raise LexiconError.at(
            place.of("format"),
            "The file does not say its format.",
            hint=f"Begin with format: {FORMAT}",
        )
    language = top.get("language")
    if language is not None and not re.fullmatch(r"[a-z]{2}", str(language)):
        raise LexiconError.at(
            place.of("language"), "'language' is no language code.", hint="Two letters, such as en."
        )
    if language is None and ("terms" in top or "groups" in top):
        raise LexiconError.at(
            place, "Words need their language.", hint="Add for example language: en"
        )
    acts = _mapping(top.get("acts", {}), place.of("acts"))
    groups = _mapping(top.get("groups", {}), place.of("groups"))
    terms = _mapping(top.get("terms", {}), place.of("terms"))
    return Part(
        place=place,
        language=language if language is None else str(language),
        acts={k: _act(k, v, place.of("acts", k)) for k, v in acts.items()},
        groups={k: _texts(v, place.of("groups", k)) for k, v in groups.items()},
        terms={k: _words(v, place.of("terms", k)) for k, v in terms.items()},
    )


def _act(name: str, data: object, place: Place) -> GivenAct:
    if not _SLUG.fullmatch(name):
        raise LexiconError.at(
            place,
            f"'{name}' cannot name an act.",
            hint="Use small letters, digits and hyphens, such as house-arrest.",
        )
    given = _mapping(data, place, allowed=("codes", "role", "implies"))
    codes = _texts(given.get("codes", []), place.of("codes"))
    for code in codes:
        if not _CODE.fullmatch(code):
            raise LexiconError.at(
                place.of("codes"),
                f"The code '{code}' names no list.",
                hint="Write hf:name for your own, or huridocs-4:030101.",
            )
    role = given.get("role")
    if role not in (None, "harm", "response"):
        raise LexiconError.at(
            place.of("role"), "'role' is not known.", hint="Allowed: harm, response."
        )
    return GivenAct(codes, role, _texts(given.get("implies", []), place.of("implies")))


def _words(data: object, place: Place) -> GivenWords:
    given = _mapping(data, place, allowed=("title", "words", "except"))
    title = given.get("title", "")
    if not isinstance(title, str):
        raise LexiconError.at(place.of("title"), "'title' is not text.", hint="Put it in quotes.")
    return GivenWords(
        title=title,
        words=_texts(given.get("words", []), place.of("words")),
        except_=_texts(given.get("except", []), place.of("except")),
    )


def _mapping(data: object, place: Place, *, allowed: tuple[str, ...] = ()) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise LexiconError.at(
            place,
            "Keys with values are expected here.",
            hint="Allowed keys: " + ", ".join(allowed) + "." if allowed else "Write key: value.",
        )
    for key in data:
        if not isinstance(key, str) or (allowed and key not in allowed):
            raise LexiconError.at(
                place.of(str(key)),
                f"The key '{key}' is not known here.",
                hint="Allowed: " + ", ".join(allowed) + "." if allowed else "Keys are words.",
            )
    return data


def _texts(data: object, place: Place) -> tuple[str, ...]:
    if not isinstance(data, list):
        raise LexiconError.at(
            place, "A list is expected here.", hint="Write [one, two] or one '- item' a line."
        )
    for index, item in enumerate(data):
        if not isinstance(item, str) or not item.strip():
            raise LexiconError.at(
                place.of(index), "A word is expected here.", hint="Put it in quotation marks."
            )
    return tuple(data)
