"""A statement stands among the words around it, and its chain is drawn towards the reader."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.corroboration.presentation.sample import arabic, tervenia

from holdfast.methods.corroboration.presentation.links import PaperLinks
from holdfast.methods.corroboration.presentation.quotations import (
    chain_steps,
    confirmed_words,
    hand_words,
    joined,
    marked,
    quotation,
    report_words,
    same_words,
    source_words,
    surroundings,
)
from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.methods.corroboration.spans import Span
from holdfast.rendering.tree import Direction, Isolate, Mark, Strong, Tag, Tone

RECORD, TEXTS = tervenia()
SHELF = shelve(RECORD)
LINKS = PaperLinks(frozenset())


def said(words):
    return next(s for s in RECORD.statements if words in s.text)


def plain(content):
    """The words of a line, without what surrounds them."""
    out = ""
    for part in content:
        if isinstance(part, str):
            out += part
        elif hasattr(part, "content"):
            out += plain(part.content)
        else:
            out += getattr(part, "text", "")
    return out


def test_the_quotation_keeps_its_sentence_and_has_neighbours():
    quote = quotation(SHELF, TEXTS, LINKS, said("We slept standing"))
    assert (
        plain(quote.content)
        == "“We slept standing,” he said, “and they read our telephones aloud.”"
    )
    assert quote.before.startswith("A second man") and quote.before.endswith(" ")
    assert quote.after.startswith("\nAn aunt of one of them")


def test_only_the_spans_are_marked():
    quote = quotation(SHELF, TEXTS, LINKS, said("We slept standing"))
    marks = [plain(part.content) for part in quote.content if isinstance(part, Mark)]
    assert marks == ["We slept standing,", "and they read our telephones aloud."]


def test_a_headline_is_not_a_neighbour():
    quote = quotation(SHELF, TEXTS, LINKS, said("are beaten and shocked"))
    assert quote.before == ""


def test_without_a_text_the_statement_stands_alone():
    statement = said("We slept standing")
    quote = quotation(SHELF, {}, LINKS, statement)
    assert quote.content == (Mark(content=(statement.text,)),)
    assert quote.before == quote.after == ""


def test_a_denial_is_set_apart():
    assert quotation(SHELF, TEXTS, LINKS, said("an invention")).tone is Tone.WARN


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab .\n“”", min_size=1, max_size=3000), st.data())
def test_the_sentence_always_holds_the_statement_and_lies_in_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    statement = msgspec.structs.replace(RECORD.statements[0], spans=(Span(start, end),))
    around = surroundings(text, "en", statement)
    assert 0 <= around.sentence.start <= start and end <= around.sentence.end <= len(text)
    assert plain(marked(text, around.sentence, statement.spans)) == around.sentence.of(text)
    assert around.sentence.end - around.sentence.start <= end - start + 2 * 321


def test_the_chain_runs_from_who_said_it_to_the_outlet():
    chain = chain_steps(SHELF, LINKS, said("They fixed wires"))
    assert [plain(step) for step in chain] == [
        "Ilya (name changed)",
        "Channel Nine",
        "Morning Post",
    ]
    assert isinstance(chain[0][0], Strong)


def test_a_member_speaks_with_the_organisation_named():
    chain = chain_steps(SHELF, LINKS, said("are beaten and shocked"))
    assert plain(chain[0]) == "a coordinator (not named), Harbour Network"


def test_where_nobody_is_named_the_chain_says_so():
    chain = chain_steps(SHELF, LINKS, said("dozens are still inside"))
    assert [plain(step) for step in chain] == ["nobody named", "Courier"]


def test_a_told_to_that_is_not_in_the_chain_is_drawn_after_the_speaker():
    told = msgspec.structs.replace(
        said("They fixed wires"), chain=(said("They fixed wires").chain[0],)
    )
    assert [plain(step) for step in chain_steps(SHELF, LINKS, told)][:2] == [
        "Ilya (name changed)", "Channel Nine",
    ]  # fmt: skip


def test_without_a_chain_the_outlet_of_the_report_ends_it():
    bare = msgspec.structs.replace(said("They fixed wires"), chain=(), told_to=None)
    assert plain(chain_steps(SHELF, LINKS, bare)[-1]) == "Morning Post"


def test_the_same_words_elsewhere_are_named():
    assert plain(same_words(SHELF, LINKS, said("They fixed wires"))) == (
        "same words in 1 more report: Selm Wire, April 2031"
    )
    assert same_words(SHELF, LINKS, said("We slept standing")) == ()


def test_how_near_the_origin_stood_is_said_as_far_as_known():
    assert hand_words(SHELF, said("We slept standing")) == "first hand"
    assert hand_words(SHELF, said("are beaten")) == "collected from others"
    assert hand_words(SHELF, said("an invention")) == hand_words(SHELF, said("dozens are")) == ""


def test_a_confirmation_names_who_confirms():
    assert plain(confirmed_words(SHELF, LINKS, said("wash the shame away himself"))) == (
        "confirmed by Harbour Network"
    )


def test_a_judged_statement_says_that_a_person_judged_it():
    notes = quotation(SHELF, TEXTS, LINKS, said("We slept standing")).notes
    assert notes[0] == Tag(text="judged by a person", tone=Tone.OK)
    assert not isinstance(quotation(SHELF, TEXTS, LINKS, said("They fixed")).notes[0], Tag)


def test_words_of_another_script_carry_their_direction_and_language():
    record, texts = arabic()
    quote = quotation(shelve(record), texts, LINKS, record.statements[0])
    assert quote.direction is Direction.RTL and quote.language == "ar"


def test_names_are_isolated():
    assert source_words(SHELF, LINKS, RECORD.sources[0].id)[0] == Isolate(text="Morning Post")
    assert report_words(RECORD.reports[0], "")[0] == Isolate(text="Morning Post")


def test_parts_are_joined_by_a_dot():
    assert joined([("a",), ("b", "c")]) == ("a", " · ", "b", "c")
