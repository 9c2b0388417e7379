from tests.methods.corroboration.gathering.sample import Writer, person

from holdfast.methods.corroboration.gathering.cast import Cast
from holdfast.methods.corroboration.gathering.sources import make_sources
from holdfast.methods.corroboration.record import SourceKind


def sources_of(*writers: Writer):  # type: ignore[no-untyped-def]
    readings = [writer.reading() for writer in writers]
    return make_sources(Cast(readings), [f"r{n}" for n in range(len(readings))])


def test_the_fullest_name_is_shown_and_the_others_are_aliases() -> None:
    post, echo = Writer("Post"), Writer("Echo")
    post.cast(person("Orlo", SourceKind.OFFICIAL))
    echo.cast(person("Davit Orlo", SourceKind.OFFICIAL))
    _, sources = sources_of(post, echo)
    orlo = next(s for s in sources if s.kind is SourceKind.OFFICIAL)
    assert (orlo.name, orlo.aliases) == ("Davit Orlo", ("Orlo",))


def test_a_named_source_has_the_same_id_whoever_else_speaks() -> None:
    alone = Writer("Post")
    alone.cast(person("Davit Orlo"))
    crowded = Writer("Echo")
    crowded.cast(person("Vera Brenn"))
    crowded.cast(person("Davit Orlo"))
    ids = [
        next(s.id for s in sources_of(writer)[1] if s.name == "Davit Orlo")
        for writer in (alone, crowded)
    ]
    assert ids[0] == ids[1]


def test_unnamed_sources_of_two_reports_have_two_ids() -> None:
    post, echo = Writer("Post"), Writer("Echo")
    for writer in (post, echo):
        writer.cast(person("a man", is_anonymous=True))
    _, sources = sources_of(post, echo)
    assert len({source.id for source in sources}) == 4


def test_a_source_knows_the_body_it_speaks_for() -> None:
    writer = Writer("Post")
    body = writer.cast(person("Harbour Network", SourceKind.ORGANISATION))
    writer.cast(person("Irena Walsk", SourceKind.ORGANISATION, member_of=body))
    _, sources = sources_of(writer)
    by_name = {source.name: source for source in sources}
    assert by_name["Irena Walsk"].member_of == by_name["Harbour Network"].id
