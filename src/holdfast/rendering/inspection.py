"""Looking through a document tree: what is in it, and whether it is whole.

Invariants:
- A tree that `check` lets pass has a title, a language, alt texts, even tables and no dead link.
- A link leads inside the document, to a relative path, or out by https or mailto; never to code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import msgspec

from holdfast.kernel.errors import HoldfastError

from .tree import Cite, Document, Figure, Link, Mark, Table

_HOLDING = (tuple, msgspec.Struct)


class DocumentError(HoldfastError):
    """The tree itself is wrong: a picture without alt text, a link that leads nowhere."""

    code = "rendering.document"


def walk(document: Document) -> list[msgspec.Struct]:
    """Every node of the document, parents before their children, otherwise in no fixed order."""
    found: list[msgspec.Struct] = []
    pending: list[object] = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, msgspec.Struct):
            found.append(value)
            parts: Iterable[object] = [getattr(value, name) for name in value.__struct_fields__]
        else:
            assert isinstance(value, tuple)
            parts = value
        pending += [part for part in parts if isinstance(part, _HOLDING)]
    return found


def strings(document: Document) -> Iterator[str]:
    """Every string that a reader may see."""
    for node in walk(document):
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, str) and not isinstance(value, StrEnum):
                yield value
            elif isinstance(value, tuple):
                yield from _loose_strings(value)


def _loose_strings(value: tuple[object, ...]) -> Iterator[str]:
    for part in value:
        if isinstance(part, str):
            yield part
        elif isinstance(part, tuple):
            yield from _loose_strings(part)


def check(document: Document) -> None:
    """Raise `DocumentError` unless titles, alt texts, tables and links of the document are whole.

    It does not prove that an alt text says what the picture shows.
    """
    if not document.title.strip() or not document.language:
        raise _broken("A document lacks its title or its language.")
    anchors: set[str] = set()
    links: set[str] = set()
    for node in walk(document):
        _check_node(node)
        anchor = getattr(node, "anchor", "")
        if anchor and anchor in anchors:
            raise _broken("Two parts of a document carry the same anchor.")
        anchors.add(anchor)
        links.add(getattr(node, "target", ""))
    for target in links:
        if target.startswith("#") and target[1:] not in anchors:
            raise _broken("A link in the document leads to a part that is not there.")


def _check_node(node: msgspec.Struct) -> None:
    match node:
        case Figure(name=name, alt=alt) if not alt.strip():
            raise _broken(f"The picture {name!r} has no alt text.")
        case Table(header=header, rows=rows, columns=columns):
            if any(len(row) != len(header) for row in rows):
                raise _broken("A table has a row of another width than its header.")
            if columns and len(columns) != len(header):
                raise _broken("A table names its columns more or less often than it has them.")
        case Link(target=target) | Mark(target=target) | Cite(target=target):
            if not is_safe_target(target):
                raise _broken("A link has a target of a kind that is not allowed.")
        case _:
            pass


_SAFE_TARGET = re.compile(r"(https://|mailto:|#)\S*|[\w./-][\w./-]*(#[\w.-]+)?|", re.ASCII)


def is_safe_target(target: str) -> bool:
    """Whether a link may lead there: inside the document, a relative path, https or mailto."""
    return _SAFE_TARGET.fullmatch(target) is not None and not target.startswith("//")


def _broken(what: str) -> DocumentError:
    return DocumentError(
        f"{what} Nothing was written.", hint="This is a defect in Holdfast; please report it."
    )


def with_strings(document: Document, change: Callable[[str], str]) -> Document:
    """The same document with every string a reader may see passed through `change`."""
    changed = _changed(document, change)
    assert isinstance(changed, Document)
    return changed


_NOT_READ = frozenset({"target", "anchor", "language", "title_language", "name"})


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    if isinstance(value, msgspec.Struct):
        fields = {
            name: getattr(value, name)
            if name in _NOT_READ
            else _changed(getattr(value, name), change)
            for name in value.__struct_fields__
        }
        return type(value)(**fields)
    return value
