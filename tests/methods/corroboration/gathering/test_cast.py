import msgspec
from tests.methods.corroboration.gathering.sample import Writer, person

from holdfast.methods.corroboration.gathering.cast import Cast, is_named
from holdfast.methods.corroboration.record import SourceKind

OFFICIAL = SourceKind.OFFICIAL


def cast_of(*reports: tuple[object, ...]) -> Cast:
    writers = []
    for number, voices in enumerate(reports):
        writer = Writer(f"Outlet {number}")
        for voice in voices:
            writer.cast(voice)  # type: ignore[arg-type]
        writers.append(writer.reading())
    return Cast(writers)


def test_a_bare_surname_joins_the_only_one_who_bears_it() -> None:
    cast = cast_of((person("Tomas Rhel", OFFICIAL),), (person("Rhel", OFFICIAL),))
    assert cast.root(cast.index(0, 1)) == cast.root(cast.index(1, 1))


def test_a_bare_surname_that_two_bear_joins_neither() -> None:
    cast = cast_of(
        (person("Tomas Rhel", OFFICIAL),),
        (person("Vera Rhel", OFFICIAL),),
        (person("Rhel", OFFICIAL),),
    )
    roots = {cast.root(cast.index(report, 1)) for report in range(3)}
    assert len(roots) == 3


def test_two_named_people_of_one_report_stay_two() -> None:
    cast = cast_of((person("Tomas Rhel"), person("Rhel")), (person("Tomas Rhel"),))
    assert cast.root(cast.index(0, 1)) != cast.root(cast.index(0, 2))
    assert cast.root(cast.index(0, 1)) == cast.root(cast.index(1, 1))


def test_a_pseudonym_alone_makes_nobody_one() -> None:
    ali = person("Ali", is_pseudonym=True)
    cast = cast_of((ali,), (ali,))
    assert not is_named(ali)
    assert cast.root(cast.index(0, 1)) != cast.root(cast.index(1, 1))


def test_the_same_words_make_the_unnamed_one_with_the_named() -> None:
    role = person("the governor's spokesman", OFFICIAL, is_anonymous=True)
    cast = cast_of((person("Davit Orlo", OFFICIAL),), (role,))
    assert cast.unite_by_words(cast.index(0, 1), cast.index(1, 1))


def test_the_same_words_never_make_two_names_one() -> None:
    cast = cast_of((person("Irena Walsk"),), (person("Tomas Rhel"),))
    assert not cast.unite_by_words(cast.index(0, 1), cast.index(1, 1))


def test_the_same_words_never_bring_two_names_together_through_an_unnamed_one() -> None:
    unnamed = person("a lawyer", is_anonymous=True)
    cast = cast_of((person("Irena Walsk"),), (unnamed,), (person("Tomas Rhel"),))
    assert cast.unite_by_words(cast.index(0, 1), cast.index(1, 1))
    assert not cast.unite_by_words(cast.index(2, 1), cast.index(1, 1))


def test_an_outlet_is_never_one_with_a_person() -> None:
    cast = cast_of(
        (person("Lake Radio", SourceKind.OUTLET),), (person("a man", is_anonymous=True),)
    )
    assert not cast.unite_by_words(cast.index(0, 1), cast.index(1, 1))


def test_a_person_may_call_two_voices_one() -> None:
    cast = cast_of((person("a man", is_anonymous=True),), (person("a guard", is_anonymous=True),))
    assert cast.unite_by_hand(cast.index(0, 1), cast.index(1, 1))
    assert [len(group) for group in cast.members().values()].count(2) == 1


def test_a_spokesman_speaks_for_his_body() -> None:
    writer = Writer("Post")
    body = writer.cast(person("Harbour Network", SourceKind.ORGANISATION))
    lawyer = person("Irena Walsk", SourceKind.ORGANISATION, member_of=body)
    writer.cast(lawyer)
    cast = Cast([writer.reading()])
    assert cast.bodies() == {2: 1}


def test_outlets_that_their_reports_do_not_name_are_two() -> None:
    readings = [Writer("this report").say("Held.").reading() for _ in range(2)]
    unnamed = [
        msgspec.structs.replace(
            reading, document=msgspec.structs.replace(reading.document, outlet=None, path=path)
        )
        for reading, path in zip(readings, ("a.txt", "b.txt"), strict=True)
    ]
    cast = Cast(unnamed)
    assert cast.root(cast.index(0, 0)) != cast.root(cast.index(1, 0))
    assert cast.voices[0].name == "the outlet of a.txt"


def test_a_name_that_stands_beside_the_unnamed_is_not_the_name_of_the_unnamed() -> None:
    unnamed = person("a reporter", is_anonymous=True)
    cast = cast_of((unnamed,), (person("Irena Walsk"),), (unnamed, person("Irena Walsk")))
    cast.unite_mouths([cast.index(0, 1), cast.index(1, 1), cast.index(2, 1)])
    assert cast.root(cast.index(0, 1)) == cast.root(cast.index(2, 1))
    assert cast.root(cast.index(0, 1)) != cast.root(cast.index(1, 1))


def test_the_same_name_is_one_whatever_its_kind_is_taken_for() -> None:
    body = person("Lake Rights Watch", SourceKind.ORGANISATION)
    outlet = person("Lake Rights Watch", SourceKind.OUTLET)
    director = msgspec.structs.replace(person("Hanna Okl", SourceKind.ORGANISATION), is_person=True)
    cast = cast_of((body, person("Hanna Okl")), (outlet, director))
    assert cast.root(cast.index(0, 1)) == cast.root(cast.index(1, 1))
    assert cast.root(cast.index(0, 2)) == cast.root(cast.index(1, 2))


def test_a_director_is_no_body_and_joins_by_surname() -> None:
    director = msgspec.structs.replace(person("Hanna Okl", SourceKind.ORGANISATION), is_person=True)
    cast = cast_of((director,), (person("Okl"),))
    assert cast.root(cast.index(0, 1)) == cast.root(cast.index(1, 1))


def test_a_ministry_is_one_whichever_way_round_it_is_named() -> None:
    left, right = (
        person("Interior Ministry", OFFICIAL),
        person("Ministry of the Interior", OFFICIAL),
    )
    cast = cast_of((left,), (right,))
    assert cast.root(cast.index(0, 1)) == cast.root(cast.index(1, 1))


def test_the_body_that_most_reports_name_is_the_one_spoken_for() -> None:
    reports = []
    for body in ("Harbour Office", "Fish Board", "Fish Board"):
        speaker = person("Tem Orvel", OFFICIAL, is_person=True, member_of=2)
        reports.append((speaker, person(body, SourceKind.ORGANISATION)))
    cast = cast_of(*reports)
    orvel = cast.root(cast.index(0, 1))
    assert cast.voices[cast.bodies()[orvel]].name == "Fish Board"


def _offices(*names: str) -> list[int]:
    cast = cast_of(*((person(name, OFFICIAL),) for name in names))
    return [cast.root(cast.index(report, 1)) for report in range(len(names))]


def test_an_office_is_one_with_and_without_its_country() -> None:
    names = ("Tervenia's interior ministry", "Tervenian Interior Ministry", "interior ministry")
    assert len(set(_offices(*names))) == 1


def test_offices_of_two_countries_stay_two_and_the_bare_one_joins_neither() -> None:
    names = ("Tervenia's interior ministry", "Orland's interior ministry", "interior ministry")
    assert len(set(_offices(*names))) == 3


def test_a_government_without_its_country_is_not_the_only_one_that_has_one() -> None:
    assert len(set(_offices("Orland's government", "government"))) == 2


def test_bodies_for_which_one_person_speaks_in_two_scripts_are_one() -> None:
    organisation = SourceKind.ORGANISATION
    latin = person("Lena Dovel", organisation, is_person=True, member_of=2)
    cyrillic = person("Лена Довель", organisation, is_person=True, member_of=2)
    cast = cast_of(
        (latin, person("Lantern Network", organisation)),
        (cyrillic, person("Маяк", organisation)),
    )
    assert cast.root(cast.index(0, 2)) == cast.root(cast.index(1, 2))


def test_bodies_of_one_person_in_one_script_stay_two() -> None:
    organisation = SourceKind.ORGANISATION
    dovel = person("Lena Dovel", organisation, is_person=True, member_of=2)
    cast = cast_of(
        (dovel, person("Lantern Network", organisation)),
        (dovel, person("Fish Board", organisation)),
    )
    assert cast.root(cast.index(0, 2)) != cast.root(cast.index(1, 2))
