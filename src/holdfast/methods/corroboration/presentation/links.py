"""Where each thing of the record stands: pages of the site, anchors of the paper.

Invariants:
- File names and anchors are made of ids alone, and an id that is no plain word is refused.
- Every address is relative, so that the folder can be moved, zipped and read from a stick.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from holdfast.methods.corroboration.record import Statement
from holdfast.rendering.tree import Content, Link

from .shelf import BrokenRecordError, Shelf

REPORTS_A_PAGE = 100
SOURCES_A_PAGE = 60
QUOTATIONS_A_PAGE = 60
CONFLICTS_A_PAGE = 25

_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}", re.ASCII)


class Links(Protocol):
    """Addresses as seen from one page; empty where there is nothing to lead to."""

    def finding(self, finding: str) -> str:
        """The page of a finding."""

    def report(self, report: str) -> str:
        """The page of a report."""

    def statement(self, statement: Statement) -> str:
        """The marked words of a statement in its report."""

    def source(self, source: str) -> str:
        """The place of a source in the list of sources."""


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Addresses from a page that lies `base` below the record's folder ("" or "../")."""

    base: str
    source_pages: Mapping[str, int]

    def finding(self, finding: str) -> str:
        return f"{self.base}findings/{plain_id(finding)}.html"

    def report(self, report: str) -> str:
        return f"{self.base}reports/{plain_id(report)}.html"

    def statement(self, statement: Statement) -> str:
        return f"{self.report(statement.report)}#t-{plain_id(statement.id)}"

    def source(self, source: str) -> str:
        page = page_name("list", self.source_pages[source])
        return f"{self.base}sources/{page}#{source_anchor(source)}"


@dataclass(frozen=True, slots=True)
class PaperLinks:
    """Addresses inside the PDF, which holds findings and the listed sources but no reports."""

    sources: frozenset[str]

    def finding(self, finding: str) -> str:
        return f"#finding-{plain_id(finding)}"

    def report(self, report: str) -> str:  # noqa: ARG002  (the paper holds no report)
        return ""

    def statement(self, statement: Statement) -> str:  # noqa: ARG002
        return ""

    def source(self, source: str) -> str:
        return f"#{source_anchor(source)}" if source in self.sources else ""


def plain_id(name: str) -> str:
    """The id itself; raises `BrokenRecordError` where it could not be a file name."""
    if _PLAIN_ID.fullmatch(name) is None:
        raise BrokenRecordError(
            "The record holds an id that cannot be a file name. No page was written.",
            hint="Ids are letters, digits, hyphen and underscore; make the record again.",
        )
    return name


def source_anchor(source: str) -> str:
    """The anchor of a source."""
    return f"source-{plain_id(source)}"


def page_name(stem: str, page: int) -> str:
    """The file of the nth page of a list, counted from 0: `list.html`, `list-2.html`."""
    return f"{stem}.html" if page == 0 else f"{stem}-{page + 1}.html"


def linked(content: Content, target: str) -> Content:
    """The content as a link, or as it is where there is nothing to lead to."""
    return (Link(content=content, target=target),) if target else content


def sources_in_order(shelf: Shelf) -> Sequence[str]:
    """All sources, those with most statements first."""
    said = shelf.said_by
    return sorted(shelf.sources, key=lambda name: (-len(said.get(name, ())), name))


def source_pages(shelf: Shelf) -> dict[str, int]:
    """The page of the list on which each source stands."""
    return {name: i // SOURCES_A_PAGE for i, name in enumerate(sources_in_order(shelf))}
