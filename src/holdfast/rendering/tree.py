"""A document without a look: what HTML, PDF and later formats are made from.

Invariants:
- The tree holds text and never markup: a renderer escapes every string, so nothing that came from
  a report can become code.
- Headings come from the nesting of sections, so no level is ever skipped.
- Every picture has alt text and a table that says the same; `check` refuses a tree without them.
- Words of other people stand in `Quote`, `Extract` or `Isolate`, which carry language and
  direction; they cannot turn the line around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeAlias

import msgspec

from holdfast.kernel.errors import HoldfastError


class DocumentError(HoldfastError):
    """The tree itself is wrong: a picture without alt text, a link that leads nowhere."""

    code = "rendering.document"


class Direction(StrEnum):
    """Which way a text runs; AUTO leaves it to the text's first strong letter."""

    LTR = "ltr"
    RTL = "rtl"
    AUTO = "auto"


class Tone(StrEnum):
    """What a piece wants to say beside its words; never said by colour alone."""

    PLAIN = "plain"
    QUIET = "quiet"
    LEAD = "lead"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


class Column(StrEnum):
    """What a table's column holds."""

    TEXT = "text"
    NUMBER = "number"


class _Node(msgspec.Struct, frozen=True, kw_only=True, tag_field="node", tag=str.lower):
    """Base of all nodes: `node` in the encoded form says which it is."""


# ------------------------------------------------------------------------------------- in a line


class Emphasis(_Node, frozen=True, kw_only=True):
    """Words the document itself stresses."""

    content: Content


class Strong(_Node, frozen=True, kw_only=True):
    """Words the eye should find first."""

    content: Content


class Mark(_Node, frozen=True, kw_only=True):
    """Words that carry a statement; `number` is printed before them and leads to `target`."""

    content: Content
    number: str = ""
    anchor: str = ""
    target: str = ""
    depth: int = 1  # how many statements share these words


class Link(_Node, frozen=True, kw_only=True):
    """Words that lead somewhere: `#anchor`, a relative path, https or mailto."""

    content: Content
    target: str


class Cite(_Node, frozen=True, kw_only=True):
    """A short reference in brackets, such as an exhibit's number."""

    label: str
    target: str = ""


class Isolate(_Node, frozen=True, kw_only=True):
    """Words in another language or direction than the line around them."""

    text: str
    language: str = ""
    direction: Direction = Direction.AUTO


class Tag(_Node, frozen=True, kw_only=True):
    """A small label."""

    text: str
    tone: Tone = Tone.PLAIN


class Drawn(_Node, frozen=True, kw_only=True):
    """Signs for the eye alone; the words that follow must say the same."""

    text: str


class StripBar(msgspec.Struct, frozen=True, kw_only=True):
    """One interval on a strip; `start` and `end` are shares of its width, from 0 to 1."""

    start: float
    end: float
    opens_left: bool = False
    opens_right: bool = False


class Strip(_Node, frozen=True, kw_only=True):
    """A line of intervals for the eye alone; the words that follow must say the same."""

    bars: tuple[StripBar, ...]


class Break(_Node, frozen=True, kw_only=True):
    """A new line inside a paragraph or a cell."""


Inline: TypeAlias = (
    str | Emphasis | Strong | Mark | Link | Cite | Isolate | Tag | Drawn | Strip | Break
)
Content: TypeAlias = tuple[Inline, ...]

# -------------------------------------------------------------------------------------- in a page


class Paragraph(_Node, frozen=True, kw_only=True):
    """Our own words."""

    content: Content
    tone: Tone = Tone.PLAIN


class Quote(_Node, frozen=True, kw_only=True):
    """Somebody's words in their surroundings, and the chain that brought them here.

    `before` and `after` are the neighbouring words with the space or line break that parts them
    from `content`. `chain` starts with who said it; `notes` are ours.
    """

    content: Content
    before: str = ""
    after: str = ""
    chain: tuple[Content, ...] = ()
    notes: Content = ()
    language: str = ""
    direction: Direction = Direction.AUTO
    anchor: str = ""
    tone: Tone = Tone.ACCENT


class Extract(_Node, frozen=True, kw_only=True):
    """A whole text of somebody else's, paragraph by paragraph."""

    paragraphs: tuple[Content, ...]
    language: str = ""


class Table(_Node, frozen=True, kw_only=True):
    """Rows under a header. The first cell of a row names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]
    columns: tuple[Column, ...] = ()
    shows_caption: bool = True


class Figure(_Node, frozen=True, kw_only=True):
    """A picture, what it shows in words, and its table. `dark` is the same on a dark page."""

    name: str
    light: bytes
    alt: str
    caption: str
    table: Table
    dark: bytes | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a list; `anchor` lets others link to it."""

    content: Content
    anchor: str = ""
    details: tuple[Content, ...] = ()


class Items(_Node, frozen=True, kw_only=True):
    """A list. Numbered lists count from `first`."""

    items: tuple[Item, ...]
    numbered: bool = False
    first: int = 1


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """A term and what is said of it."""

    term: str
    content: Content


class Definitions(_Node, frozen=True, kw_only=True):
    """Terms and what is said of them."""

    items: tuple[Definition, ...]


class BigNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A number to be seen across the room, and its words."""

    number: str
    label: str


class BigNumbers(_Node, frozen=True, kw_only=True):
    """A row of numbers."""

    items: tuple[BigNumber, ...]


class Note(_Node, frozen=True, kw_only=True):
    """A remark set apart."""

    content: Content
    tone: Tone = Tone.WARN


class Section(_Node, frozen=True, kw_only=True):
    """A heading and what stands under it."""

    heading: Content
    blocks: tuple[Block, ...]
    anchor: str = ""


class Split(_Node, frozen=True, kw_only=True):
    """Two things side by side where there is room, the second after the first where not."""

    main: tuple[Block, ...]
    aside: tuple[Block, ...]


Block: TypeAlias = (
    Paragraph
    | Quote
    | Extract
    | Table
    | Figure
    | Items
    | Definitions
    | BigNumbers
    | Note
    | Section
    | Split
)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole document. `kicker` is the small line above the title."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    kicker: Content = ()
    direction: Direction = Direction.LTR
    title_language: str = ""  # where the title is somebody else's words


# ------------------------------------------------------------------------------------ about trees


def direction_of(text: str) -> Direction:
    """The direction of the text's first strong letter; left to right where it has none."""
    for letter in text:
        strong = unicodedata.bidirectional(letter)
        if strong == "L":
            return Direction.LTR
        if strong in ("R", "AL"):
            return Direction.RTL
    return Direction.LTR


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
        pending += [part for part in parts if isinstance(part, tuple | msgspec.Struct)]
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
