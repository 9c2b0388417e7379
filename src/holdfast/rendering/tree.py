"""A document without a look: what HTML, PDF and later formats are made from.

Invariants:
- The tree holds text and never markup: a renderer escapes every string, so nothing that came from
  a report can become code.
- Headings come from the nesting of sections, so no level is ever skipped.
- Every picture has alt text and a table that says the same; `inspection.check` refuses a tree
  without them.
- Words of other people stand in `Quote`, `Extract` or `Isolate`, which carry language and
  direction; they cannot turn the line around them.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import TypeAlias

import msgspec


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
