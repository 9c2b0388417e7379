"""A document tree as one HTML page.

Invariants:
- Every string is escaped by Jinja's autoescape; the only markup is in `templates/`.
- A page has no script, no inline style and loads nothing but its style sheet and its pictures.
- The same tree gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from .inspection import check, walk
from .tree import Document, Figure


class Step(msgspec.Struct, frozen=True):
    """One link of a page's navigation; the page's own step has no target.

    `is_current` marks the step the page belongs to where it is not the page itself.
    """

    label: str
    target: str = ""
    is_current: bool = False


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What surrounds a document on its page. Targets are relative to the page.

    `skip_label` and the `*_label` fields are the page's own words, so that they can be translated.
    """

    stylesheet: str
    site: str
    menu: tuple[Step, ...] = ()
    trail: tuple[Step, ...] = ()
    pager: tuple[Step, ...] = ()
    foot: str = ""
    pictures: str = ""  # the folder of the page's pictures, with its slash
    skip_label: str = "Skip to the text"
    menu_label: str = "Parts of the record"
    trail_label: str = "Where you are"
    pager_label: str = "Further pages"


@cache
def _page() -> Template:
    environment = Environment(
        loader=PackageLoader("holdfast.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["kind"] = _kind
    environment.filters["visible"] = visible
    return environment.get_template("page.html.j2")


def _kind(node: object) -> str:
    return "text" if isinstance(node, str) else str(type(node).__name__).lower()


_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "�")


def visible(text: str) -> str:
    """The text with control characters, which HTML forbids, shown as U+FFFD, one for one."""
    return text.translate(_CONTROLS)


def render_html(document: Document, frame: Frame) -> str:
    """The page of `document` inside `frame`.

    Pictures are linked as `NAME-light.png` and `NAME-dark.png` in `frame.pictures`; `pictures`
    gives their bytes. Raises `DocumentError` where the tree is not whole.
    """
    check(document)
    return _page().render(document=document, frame=frame)


def pictures(document: Document) -> dict[str, bytes]:
    """The file name and bytes of every picture of the document."""
    files: dict[str, bytes] = {}
    for node in walk(document):
        if isinstance(node, Figure):
            files[f"{node.name}-light.png"] = node.light
            if node.dark is not None:
                files[f"{node.name}-dark.png"] = node.dark
    return files


def stylesheet() -> str:
    """The tokens and the look of every node, in one style sheet."""
    folder = resources.files("holdfast.rendering") / "static"
    return "".join((folder / name).read_text("utf-8") for name in ("tokens.css", "page.css"))
