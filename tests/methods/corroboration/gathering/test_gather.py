from __future__ import annotations

from tests.methods.corroboration.gathering.sample import ACTS, MADE_WITH, Writer, person

from holdfast.methods.corroboration.gathering import gather, report_ids
from holdfast.methods.corroboration.gathering.corrections import Correction, Fate
from holdfast.methods.corroboration.record import (
    Finding,
    Form,
    Modality,
    Record,
    SourceKind,
    StatementKind,
    from_json,
    to_json,
)

NETWORK = person("Harbour Network", SourceKind.ORGANISATION)
RADIO = person("Lake Radio", SourceKind.OUTLET)
MAN = person("one of the men", is_anonymous=True)
QUOTE = "They held us in a cellar without light for eleven days and nights."


def record_of(*writers: Writer, corrections: tuple[Correction, ...] = ()) -> Record:
    return gathered_of(*writers, corrections=corrections).record


def gathered_of(*writers: Writer, corrections: tuple[Correction, ...] = ()):  # type: ignore[no-untyped-def]
    readings = [writer.reading() for writer in writers]
    return gather(
        readings,
        ids=report_ids(reading.document for reading in readings),
        passages=(),
        acts=ACTS,
        corrections=corrections,
        made_with=MADE_WITH,
    )


def finding(record: Record, act: str) -> Finding:
    return next(f for f in record.findings if f.act == act)


def names(record: Record, ids: tuple[str, ...]) -> list[str]:
    by_id = {source.id: source.name for source in record.sources}
    return [by_id[source] for source in ids]


def test_a_chain_opens_with_this_outlet_and_ends_with_the_origin() -> None:
    record = record_of(Writer("Post").say(QUOTE, "detention", by=MAN, to=RADIO))
    assert names(record, record.statements[0].chain) == ["Post", "Lake Radio", "one of the men"]
    assert record.statements[0].origin == record.statements[0].chain[-1]


def test_an_outlet_that_cites_another_adds_no_origin() -> None:
    record = record_of(
        Writer("Post").say("Some were held.", "detention", by=RADIO, form=Form.INDIRECT),
        Writer("Echo").say("A few were held.", "detention", by=RADIO, form=Form.INDIRECT),
    )
    found = finding(record, "detention")
    assert (found.reports, found.origins.count) == (2, 1)
    assert names(record, found.origins.sources) == ["Lake Radio"]


def test_a_quotation_in_two_reports_is_one_statement_and_one_origin() -> None:
    record = record_of(
        Writer("Post", published="2031-04-02").say(QUOTE, "detention", by=MAN),
        Writer("Echo", published="2031-04-01").say(
            QUOTE, "detention", by=person("a survivor", is_anonymous=True)
        ),
    )
    late, early = record.statements
    assert late.same_as == early.id
    assert early.same_as is None
    assert finding(record, "detention").origins.count == 1


def test_an_orphan_quotation_gets_its_origin_from_the_same_words_elsewhere_and_no_speaker() -> None:
    record = record_of(
        Writer("Post").say(QUOTE, "detention", by=MAN), Writer("Echo").say(QUOTE, "detention")
    )
    orphan = record.statements[1]
    assert orphan.speaker is None
    assert orphan.origin == record.statements[0].origin


def test_several_spokespeople_of_one_body_are_one_origin() -> None:
    post, echo = Writer("Post"), Writer("Echo")
    body = post.cast(NETWORK)
    echo.cast(person("filler"))
    other_body = echo.cast(NETWORK)
    lawyer = person("Irena Walsk", SourceKind.ORGANISATION, member_of=body)
    unnamed = person(
        "a representative", SourceKind.ORGANISATION, is_anonymous=True, member_of=other_body
    )
    post.say("Men are held.", "detention", by=lawyer)
    echo.say("People are taken.", "detention", by=unnamed)
    record = record_of(post, echo)
    found = finding(record, "detention")
    assert found.origins.count == 1
    assert names(record, found.origins.sources) == ["Harbour Network"]
    assert {n.why for n in found.origins.not_counted} >= {
        "speaks for Harbour Network, which is counted"
    }


def test_the_same_role_in_two_reports_is_never_one_source() -> None:
    record = record_of(
        Writer("Post").say("I was held.", "detention", by=MAN),
        Writer("Echo").say("They took me at night.", "detention", by=MAN),
    )
    origins = finding(record, "detention").origins
    assert (origins.min, origins.count, origins.max) == (1, 2, 2)


def test_unattributed_assertions_count_for_none_and_are_named() -> None:
    record = record_of(
        Writer("Post").say("Men are held in a depot.", "detention", form=Form.UNATTRIBUTED)
    )
    origins = finding(record, "detention").origins
    assert (origins.count, origins.min, origins.max) == (0, 0, 0)
    assert "names nobody" in origins.not_counted[0].why


def test_an_outlet_that_repeats_what_its_own_witness_said_is_not_a_second_origin() -> None:
    record = record_of(
        Writer("Post")
        .say(QUOTE, "detention", by=MAN, to=RADIO)
        .say("Many more are held.", "detention", by=RADIO, form=Form.INDIRECT)
    )
    origins = finding(record, "detention").origins
    assert names(record, origins.sources) == ["one of the men"]
    assert (origins.count, origins.max) == (1, 2)


def test_demands_threats_and_negations_do_not_speak_for_a_harm() -> None:
    record = record_of(
        Writer("Post")
        .say("They were held.", "detention", by=MAN)
        .say("Free them.", "detention", by=NETWORK, kind=StatementKind.APPEAL)
        .say("More will be held.", "detention", by=RADIO, modality=Modality.FUTURE)
        .say("I was not held.", "detention", by=person("another"), negated=True)
    )
    found = finding(record, "detention")
    assert len(found.statements) == 1
    assert len(found.against) == 1


def test_a_general_denial_stands_against_the_harm_it_follows() -> None:
    spokesman = person("Davit Orlo", SourceKind.OFFICIAL)
    record = record_of(
        Writer("Post")
        .say("Three men were killed.", "killing", by=NETWORK)
        .say("These are lies.", "denial", by=spokesman, kind=StatementKind.DENIAL)
    )
    assert len(finding(record, "killing").against) == 1


def test_names_in_two_alphabets_are_one_source() -> None:
    record = record_of(
        Writer("Post").say("No.", "denial", by=person("Davit Orlo", SourceKind.OFFICIAL)),
        Writer("Вестник").say("Нет.", "denial", by=person("Давит Орло", SourceKind.OFFICIAL)),
    )
    officials = [s for s in record.sources if s.kind is SourceKind.OFFICIAL]
    assert len(officials) == 1
    assert officials[0].aliases == ("Давит Орло",)


def test_figures_keep_their_place_and_their_statement() -> None:
    writer = Writer("Post").say("At least 3 were held.", "detention", by=NETWORK)
    record = record_of(writer.count("At least 3", low=3))
    assert record.figures[0].statement == record.statements[0].id
    assert finding(record, "detention").figures == (record.figures[0].id,)


def test_ids_stay_when_another_report_is_added() -> None:
    first = Writer("Post").say(QUOTE, "detention", by=MAN)
    alone = record_of(first)
    both = record_of(first, Writer("Echo").say("Held.", "detention", by=NETWORK))
    assert {s.id for s in alone.statements} < {s.id for s in both.statements}
    assert {s.id for s in alone.sources} < {s.id for s in both.sources}


def test_the_record_is_read_back_as_it_was_written() -> None:
    record = record_of(Writer("Post").say(QUOTE, "detention", by=MAN))
    assert from_json(to_json(record)) == record


def test_a_correction_that_matches_nothing_is_reported() -> None:
    lost = Correction(2, "q000000000000", "kind", "denial", "AB", "checked")
    gathered = gathered_of(Writer("Post").say(QUOTE, "detention", by=MAN), corrections=(lost,))
    assert [outcome.fate for outcome in gathered.outcomes] == [Fate.NO_MATCH]
    assert not gathered.record.statements[0].judged
