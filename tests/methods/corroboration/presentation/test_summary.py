"""The first page says what the record comes to, and no more."""

from __future__ import annotations

import msgspec
from tests.methods.corroboration.presentation.sample import tervenia
from tests.methods.corroboration.presentation.test_quotations import plain

from holdfast.methods.corroboration.presentation.links import PaperLinks
from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.methods.corroboration.presentation.summary import (
    NEVER_PROOF,
    big_numbers,
    findings_table,
    headline,
    origins_of,
    reach,
    reading_links,
    record_title,
    review_words,
    summary_blocks,
)
from holdfast.rendering.tree import Drawn, Note, Tag, Tone

RECORD, _ = tervenia()
SHELF = shelve(RECORD)
LINKS = PaperLinks(frozenset())
replace = msgspec.structs.replace


def test_the_headline_counts_origins_by_kind_and_tellings_of_denials():
    assert plain(headline(SHELF)) == (
        "Four reports rest on three witnesses, one organisation that speaks for others and one "
        "outlet’s own word. One denial is told twice."
    )


def test_a_record_without_a_named_origin_says_so():
    empty = shelve(replace(RECORD, findings=()))
    assert plain(headline(empty)) == "Four reports rest on no origin that is named."


def test_the_title_has_the_reports_and_their_months():
    assert record_title(SHELF) == "Record of 4 reports, April to May 2031"


def test_the_page_says_at_once_whether_a_person_has_looked():
    assert review_words(SHELF) == "1 of 3 findings reviewed by a person"
    origins = replace(RECORD.findings[1].origins, reviewed=False)
    unseen = replace(RECORD, findings=(replace(RECORD.findings[1], origins=origins),))
    assert review_words(shelve(unseen)) == "Not yet reviewed by a person"


def test_the_big_numbers_are_those_of_the_record():
    shown = [(item.number, item.label) for item in big_numbers(SHELF).items]
    assert shown == [
        ("4", "reports"), ("13", "statements"), ("5", "origins"), ("6", "figures, 2 in conflict"),
        ("1", "denial"),
    ]  # fmt: skip
    assert len(origins_of(SHELF)) == 5


def test_a_row_shows_reports_and_origins_in_two_rows_of_dots_and_in_words():
    dots = [part.text for part in reach(RECORD.findings[0]) if isinstance(part, Drawn)]
    assert dots == ["○○○", "●●●◌"]
    assert reach(RECORD.findings[0])[-1] == "3 reports, 3 origins (2–4), not yet reviewed"


def test_a_denial_stands_in_the_findings_row():
    rows = findings_table(SHELF, LINKS).rows
    assert rows[0][3] == (Tag(text="denied once, told twice", tone=Tone.WARN),)
    assert rows[2][3] == ("—",)


def test_the_caution_and_troubled_reports_are_on_the_first_page():
    notes = [plain(b.content) for b in summary_blocks(SHELF, LINKS) if isinstance(b, Note)]
    assert NEVER_PROOF in notes
    assert any(note.startswith("1 report was read only in part") for note in notes)
    assert "never proof" in NEVER_PROOF


def test_a_record_without_findings_says_so():
    empty = shelve(replace(RECORD, findings=()))
    notes = [plain(b.content) for b in summary_blocks(empty, LINKS) if isinstance(b, Note)]
    assert any("No act of the lexicon" in note for note in notes)


def test_the_first_page_leads_on():
    targets = [part.target for part in reading_links("").content if hasattr(part, "target")]
    assert targets == ["sources/list.html", "figures.html", "reports/list.html", "about.html"]
