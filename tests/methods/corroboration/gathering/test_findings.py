from tests.methods.corroboration.gathering.sample import ACTS, Writer, person
from tests.methods.corroboration.gathering.test_gather import NETWORK, QUOTE, record_of

from holdfast.methods.corroboration.gathering.acts import Act
from holdfast.methods.corroboration.gathering.findings import (
    finding_id,
    leaders_of,
    make_findings,
)
from holdfast.methods.corroboration.record import StatementKind


def test_harms_come_before_responses_and_the_best_supported_first() -> None:
    walsk = person("Irena Walsk")
    record = record_of(
        Writer("Post")
        .say("Help us.", "appeal", by=NETWORK, kind=StatementKind.APPEAL)
        .say("One was killed.", "killing", by=walsk)
        .say("Many were held.", "detention", by=walsk)
        .say("Some were held.", "detention", by=NETWORK)
    )
    assert [finding.act for finding in record.findings] == ["detention", "killing", "appeal"]


def test_an_act_that_nobody_speaks_of_has_no_finding() -> None:
    record = record_of(Writer("Post").say(QUOTE, "detention", by=NETWORK))
    assert [finding.act for finding in record.findings] == ["detention"]


def test_a_denial_told_twice_counts_against_in_both_reports() -> None:
    denial = "There are no such people in our province and there never were."
    official = person("the spokesman")
    record = record_of(
        Writer("Post")
        .say("Men were held.", "detention", by=NETWORK)
        .say(denial, by=official, kind=StatementKind.DENIAL),
        Writer("Echo").say(denial, by=official, kind=StatementKind.DENIAL),
    )
    assert len(record.findings[0].against) == 2


def test_a_denial_far_from_any_harm_is_against_none() -> None:
    record = record_of(
        Writer("Post")
        .say("Men were held." + " x" * 500, "detention", by=NETWORK)
        .say("No.", by=person("the spokesman"), kind=StatementKind.DENIAL)
    )
    assert record.findings[0].against == ()


def test_ids_come_from_the_act() -> None:
    assert finding_id("detention") == finding_id("detention") != finding_id("killing")


def test_a_leader_leads_itself() -> None:
    record = record_of(Writer("Post").say(QUOTE, by=NETWORK), Writer("Echo").say(QUOTE))
    leaders = leaders_of(record.statements)
    assert {lead.id for lead in leaders.values()} == {record.statements[0].id}


def test_the_title_is_the_acts_own() -> None:
    record = record_of(Writer("Post").say(QUOTE, "killing", by=NETWORK))
    acts = {"killing": Act("killing", "Slain", is_harm=True)}
    sources = {source.id: source for source in record.sources}
    found = make_findings(record.statements, figures=(), sources=sources, acts=acts)
    assert [f.title for f in found] == ["Slain"]
    assert ACTS["killing"].title != "Slain"


def test_a_denial_is_of_what_stands_before_it_rather_than_right_behind() -> None:
    record = record_of(
        Writer("Post")
        .say("Men were held in a depot outside the town.", "detention", by=NETWORK)
        .say("Lies.", by=person("the spokesman"), kind=StatementKind.DENIAL)
        .say("Two were killed.", "killing", by=NETWORK)
    )
    assert {f.act: len(f.against) for f in record.findings} == {"detention": 1, "killing": 0}
