import pytest
from tests.apps.archive.cast import CLOCK, INTERVIEW, KEEP, Archive
from tests.apps.cast import at_work
from tests.apps.review.cast import Bench
from tests.apps.review.reports import TORTURED

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.errors import ConsentMissingError, NoSuchParagraphError
from holdfast.apps.archive.rules import TestimonyId, Use
from holdfast.apps.archive.services.testimony import Person, add_paragraph, take_testimony
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.records import encode
from holdfast.apps.review.errors import (
    AlreadyLinkedError,
    AlreadyThereError,
    NoSuchStatementError,
    ReasonMissingError,
)
from holdfast.apps.review.records import ReviewedFinding, WitnessLink
from holdfast.apps.review.rules import LinkId, Side, StatementId
from holdfast.apps.review.services.joining import (
    add_testimony,
    link_witness,
    unlink_witness,
)


def link(bench: Bench, statement: str = "q3", **more: object) -> LinkId:
    return link_witness(
        **{
            "actor": bench.lead,
            "statement": StatementId(statement),
            "testimony": bench.archive.id,
            "reason": "She told us that she spoke with them.",
            "clock": CLOCK,
        }
        | more
    )


def other_testimony(archive: Archive) -> TestimonyId:
    other = take_testimony(
        actor=archive.lead, interview=INTERVIEW, person=Person(real_name="Dmitri Vale")
    )
    add_paragraph(actor=archive.lead, testimony=other, text="I saw it.", agreement=KEEP)
    return other


def test_a_paragraph_is_not_used_without_agreement_to_analysis(bench: Bench) -> None:
    with pytest.raises(ConsentMissingError, match="held against what others say"):
        add_testimony(
            actor=bench.lead,
            finding=TORTURED,
            testimony=bench.archive.id,
            paragraph=bench.archive.paragraphs[0],
            clock=CLOCK,
        )
    assert bench.finding().finding.testimonies == ()


def test_the_words_of_a_testimony_stay_in_the_archive(bench: Bench) -> None:
    bench.add_testimony()
    link(bench)
    plain = b"".join(
        encode(stored.value)
        for kind in (ReviewedFinding, WitnessLink)
        for stored in find(bench.lead, kind)
    )
    assert b"Vesna Lor" in plain
    assert b"fixed wires to my hands and turned a handle" not in plain
    assert b"Irma" not in plain


def test_a_paragraph_stands_under_a_finding_once_and_for_or_against_it(bench: Bench) -> None:
    bench.add_testimony(paragraph=1)
    with pytest.raises(AlreadyThereError):
        bench.add_testimony(paragraph=1)
    bench.add_testimony(paragraph=3, side=Side.AGAINST)
    view = bench.finding()
    assert [bool(shown.testimony) for shown in view.said] == [False, False, True]
    assert [bool(shown.testimony) for shown in view.denied] == [False, True]


def test_what_was_not_granted_or_does_not_exist_is_not_added(bench: Bench) -> None:
    common = {"finding": TORTURED, "testimony": bench.archive.id}
    with pytest.raises(NoSuchParagraphError):
        add_testimony(actor=bench.lead, paragraph="none", **common)
    with pytest.raises(NotGrantedError):
        add_testimony(
            actor=bench.archive.join("mira"), paragraph=bench.archive.paragraphs[2], **common
        )
    with pytest.raises(NotPermittedError):
        add_testimony(
            actor=at_work(bench.lead, Role.PUBLISHER),
            paragraph=bench.archive.paragraphs[2],
            **common,
        )


def test_linked_witnesses_count_once_and_apart_again_when_the_link_is_undone(
    bench: Bench,
) -> None:
    bench.add_testimony()
    made = link(bench)
    assert bench.finding().row.origins.count == 2
    unlink_witness(actor=bench.lead, link=made, reason="It was her sister.", clock=CLOCK)
    view = bench.finding()
    assert view.row.origins.count == 3
    assert view.links == ()
    kept = next(find(bench.lead, WitnessLink)).value
    assert (kept.reason, kept.undone_reason) == (
        "She told us that she spoke with them.",
        "It was her sister.",
    )
    with pytest.raises(EditConflictError):
        unlink_witness(actor=bench.lead, link=made, reason="Again.")


def test_one_source_is_linked_with_one_testimony(bench: Bench) -> None:
    bench.add_testimony()
    other = other_testimony(bench.archive)
    link(bench, "q3")
    for statement in ("q3", "q5"):
        with pytest.raises(AlreadyLinkedError):
            link(bench, statement)
    with pytest.raises(ConsentMissingError):
        link(bench, "q4", testimony=other)
    link(bench, "q4")
    assert bench.finding().row.origins.count == 2


def test_a_link_needs_a_reason_a_statement_and_an_agreement(bench: Bench) -> None:
    with pytest.raises(ConsentMissingError):
        link(bench)
    bench.archive.agree(Use.ANALYSE, 0)
    with pytest.raises(ReasonMissingError):
        link(bench, reason=" ")
    with pytest.raises(NoSuchStatementError):
        link(bench, "none")
    with pytest.raises(NotPermittedError):
        link(bench, actor=at_work(bench.lead, Role.PUBLISHER))
    assert list(find(bench.lead, WitnessLink)) == []
