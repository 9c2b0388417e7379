import msgspec
from tests.methods.corroboration.gathering.sample import Writer, person

from holdfast.methods.corroboration.document import DateFound, PlaceFound
from holdfast.methods.corroboration.gathering.particulars import (
    dates_of,
    figures_of,
    places_of,
    report_of,
    scopes_of,
)
from holdfast.methods.corroboration.spans import Span


def test_a_figure_belongs_to_the_statement_that_holds_it() -> None:
    writer = Writer("Post").say("Two were held.").say("At least 3 were held.", by=person("Walsk"))
    reading = writer.count("At least 3", low=3).reading()
    (figure,) = figures_of(reading, report_id="r0", statements={0: "q0", 1: "q1"})
    assert figure.text == "At least 3"
    assert figure.statement == "q1"


def test_a_figure_outside_every_statement_belongs_to_none() -> None:
    writer = Writer("Post").say("Held.")
    writer.text += "At least 3 came."
    reading = writer.count("At least 3", low=3).reading()
    (figure,) = figures_of(reading, report_id="r0", statements={0: "q0"})
    assert figure.statement is None


def test_dates_and_places_keep_their_words() -> None:
    date = DateFound(span=Span(0, 4), date="2031-04", relative=False)
    place = PlaceFound(span=Span(5, 9), name="Selm", country=None, latitude=None, longitude=None)
    reading = msgspec.structs.replace(
        Writer("Post").say("Apr. Selm.").reading(), dates=(date,), places=(place,)
    )
    assert dates_of(reading, report_id="r0")[0].text == "Apr."
    assert places_of(reading, report_id="r0")[0].text == "Selm"


def test_a_report_counts_code_points() -> None:
    report = report_of(Writer("Post").say("Ёж 🦔").reading().document, report_id="r0")
    assert report.characters == 5


def test_a_figure_has_the_scope_of_the_words_behind_it() -> None:
    writer = Writer("Post").say("At least 3 students were held.", by=person("Walsk"))
    reading = writer.count("At least 3", low=3).reading()
    (figure,) = figures_of(reading, report_id="r0", statements={0: "q0"})
    assert scopes_of([figure], text=reading.document.text) == {figure.id: "students"}
