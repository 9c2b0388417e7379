import datetime as dt
from dataclasses import replace

import pytest
from tests.apps.archive.cast import DAY, INTERVIEW, Archive

from holdfast.apps.archive.errors import ConsentMissingError, NoSuchParagraphError
from holdfast.apps.archive.queries import testimony as queries
from holdfast.apps.archive.rules import ANALYSIS, TestimonyId, Use
from holdfast.apps.archive.services.testimony import Person, take_testimony
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import ScopeId


def test_the_list_shows_what_the_keys_open_and_no_real_name(archive: Archive) -> None:
    assert [told.id for told in queries.testimonies(archive.lead)] == [archive.id]
    assert "Irma" not in repr(queries.testimonies(archive.lead))
    assert queries.testimonies(archive.join("mira")) == []


def test_the_list_is_in_the_order_of_changed_names(archive: Archive) -> None:
    other = take_testimony(
        actor=archive.lead,
        interview=replace(INTERVIEW, changed_name="anton reed"),
        person=Person("Dmitri Vale"),
    )
    assert [told.id for told in queries.testimonies(archive.lead)] == [other, archive.id]


def test_what_does_not_exist_and_what_was_not_granted_sound_alike(archive: Archive) -> None:
    with pytest.raises(NotGrantedError) as absent:
        queries.testimony(archive.lead, TestimonyId(ScopeId("none")))
    with pytest.raises(NotGrantedError) as foreign:
        queries.stored_testimony(archive.join("mira"), archive.id)
    assert str(absent.value) == str(foreign.value)


def test_who_the_witness_is_comes_to_those_who_hold_the_identity_key(archive: Archive) -> None:
    assert queries.witness(archive.lead, archive.id).real_name == "Irma Kasto"
    assert queries.testimony(archive.lead, archive.id).may_identify
    assert queries.testimonies_of(archive.lead, "case-1") == [archive.id]
    assert queries.testimonies_of(archive.lead, "case-2") == []


def test_whoever_told_it_before_is_found_by_name_or_by_case(archive: Archive) -> None:
    assert queries.told_before(archive.lead, real_name="IRMA  kasto") == [archive.id]
    assert queries.told_before(archive.lead, real_name="x", case="case-1") == [archive.id]
    assert queries.told_before(archive.lead, real_name="Irma", case="") == []
    assert queries.told_before(archive.join("mira"), real_name="Irma Kasto") == []


def test_a_paragraph_is_used_where_they_agreed_and_refused_in_words_where_not(
    archive: Archive,
) -> None:
    archive.agree(Use.ANALYSE, 1, expires="2031-06-30")
    second = archive.paragraphs[1]
    used = queries.usable_paragraph(archive.lead, archive.id, second, audience=ANALYSIS, on=DAY)
    assert used.text.startswith("I was held")
    with pytest.raises(ConsentMissingError, match="ended on 2031-06-30"):
        queries.usable_paragraph(
            archive.lead, archive.id, second, audience=ANALYSIS, on=dt.date(2032, 1, 1)
        )
    with pytest.raises(ConsentMissingError, match="did not agree"):
        queries.usable_paragraph(
            archive.lead, archive.id, archive.paragraphs[0], audience=ANALYSIS, on=DAY
        )


def test_a_paragraph_that_does_not_exist_is_told_as_such(archive: Archive) -> None:
    told = queries.testimony(archive.lead, archive.id)
    with pytest.raises(NoSuchParagraphError):
        told.paragraph("none")
    with pytest.raises(NoSuchParagraphError):
        queries.paragraph_in(told.testimony, "none")


def test_nothing_is_withdrawn_where_nothing_was(archive: Archive) -> None:
    assert queries.withdrawn(archive.lead) == frozenset()
