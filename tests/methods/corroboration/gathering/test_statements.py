from tests.methods.corroboration.gathering.sample import Writer, person

from holdfast.methods.corroboration.document import Utterance
from holdfast.methods.corroboration.gathering.cast import Cast
from holdfast.methods.corroboration.gathering.sources import make_sources
from holdfast.methods.corroboration.gathering.statements import (
    Place,
    StatementMaker,
    said_in,
    statement_id,
    words_of,
)
from holdfast.methods.corroboration.record import Form, SourceKind, Statement
from holdfast.methods.corroboration.spans import Span


def made(writer: Writer) -> tuple[Statement, dict[str, str]]:
    readings = [writer.reading()]
    cast = Cast(readings)
    ids, sources = make_sources(cast, ["r0"])
    maker = StatementMaker(readings, cast=cast, source_ids=ids)
    said = said_in(readings[0], number=0, report_id="r0")[0]
    return maker.make(said, leader=None, origin=None), {s.id: s.name for s in sources}


def test_relays_stand_between_the_outlet_and_the_speaker() -> None:
    wire, radio = person("Wire", SourceKind.OUTLET), person("Radio", SourceKind.OUTLET)
    guard = person("a guard", is_anonymous=True)
    statement, names = made(Writer("Post").say("Held.", by=guard, to=radio, through=(wire,)))
    assert [names[link] for link in statement.chain] == ["Post", "Wire", "Radio", "a guard"]


def test_what_only_a_relay_reports_comes_from_the_relay() -> None:
    wire = person("Wire", SourceKind.OUTLET)
    statement, names = made(Writer("Post").say("Held.", through=(wire,), form=Form.INDIRECT))
    assert statement.origin is not None
    assert names[statement.origin] == "Wire"


def test_an_outlets_own_assertion_has_no_origin() -> None:
    statement, _ = made(Writer("Post").say("Held.", form=Form.UNATTRIBUTED))
    assert statement.origin is None
    assert len(statement.chain) == 1


def test_interrupted_words_are_joined_by_an_ellipsis() -> None:
    reading = Writer("Post").say("Held us, he said, for days.").reading()
    utterance = Utterance(spans=(Span(0, 7), Span(18, 27)), form=Form.DIRECT)
    assert words_of(reading, utterance) == "Held us … for days."


def test_an_id_depends_on_the_report_and_every_span() -> None:
    one = Utterance(spans=(Span(0, 7),), form=Form.DIRECT)
    two = Utterance(spans=(Span(0, 7), Span(9, 10)), form=Form.DIRECT)
    ids = {statement_id("r0", one), statement_id("r1", one), statement_id("r0", two)}
    assert len(ids) == 3


def test_statements_come_in_the_order_of_the_text_and_know_their_date() -> None:
    reading = Writer("Post", published="2031-04-01").say("One.").say("Two.").reading()
    said = said_in(reading, number=0, report_id="r0")
    assert [one.place for one in said] == [Place(0, 0), Place(0, 1)]
    assert said[1].wording.order == ("2031-04-01", 0)
