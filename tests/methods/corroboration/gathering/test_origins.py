from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.methods.corroboration.gathering.origins import count_origins
from holdfast.methods.corroboration.record import (
    Form,
    Modality,
    Origins,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from holdfast.methods.corroboration.spans import Span

SOURCES = {
    source.id: source
    for source in (
        Source(id="post", name="Post", kind=SourceKind.OUTLET),
        Source(id="echo", name="Echo", kind=SourceKind.OUTLET),
        Source(id="walsk", name="Irena Walsk", kind=SourceKind.ORGANISATION),
        Source(id="man", name="a man", kind=SourceKind.WITNESS, anonymous=True),
        Source(id="other", name="another man", kind=SourceKind.WITNESS, anonymous=True),
        Source(id="lawyers", name="Lawyers", kind=SourceKind.ORGANISATION, anonymous=True),
        Source(
            id="they",
            name="lawyers working on the cases",
            kind=SourceKind.ORGANISATION,
            anonymous=True,
        ),
        Source(id="one", name="a lawyer", kind=SourceKind.ORGANISATION, anonymous=True),
        Source(id="poets", name="poets in Selm", kind=SourceKind.ORGANISATION, anonymous=True),
        Source(id="ilya", name="Ilya", kind=SourceKind.WITNESS, pseudonym=True),
    )
}


def statement(
    number: int,
    *chain: str,
    same_as: str | None = None,
    modality: Modality = Modality.STATED,
) -> Statement:
    return Statement(
        id=f"q{number}",
        report="r",
        spans=(Span(0, 1),),
        text="",
        kind=StatementKind.ALLEGATION,
        negated=False,
        modality=modality,
        form=Form.DIRECT,
        speaker=None,
        told_to=None,
        chain=chain,
        origin=chain[-1] if len(chain) > 1 else None,
        same_as=same_as,
        confirmed_by=(),
        acts=("detention",),
    )


def count(*statements: Statement, aside: tuple[Statement, ...] = ()) -> Origins:
    by_id = {s.id: s for s in statements}
    leaders = {s.id: by_id.get(s.same_as or "", s) for s in statements}
    return count_origins(statements, leaders=leaders, sources=SOURCES, setting_aside=aside)


def test_the_same_words_in_two_mouths_count_for_the_first_mouth() -> None:
    origins = count(statement(1, "post", "walsk"), statement(2, "echo", "man", same_as="q1"))
    assert origins.sources == ("walsk",)
    assert any(n.source == "man" and "Irena Walsk" in n.why for n in origins.not_counted)


def test_unnamed_witnesses_may_be_one_and_may_be_several() -> None:
    origins = count(statement(1, "post", "man"), statement(2, "echo", "other"))
    assert (origins.min, origins.count, origins.max) == (1, 2, 2)


def test_an_unnamed_witness_may_be_the_one_whose_name_was_changed() -> None:
    origins = count(statement(1, "post", "man"), statement(2, "echo", "ilya"))
    assert (origins.min, origins.count) == (1, 2)


def test_an_unnamed_witness_is_not_the_body_that_collected() -> None:
    origins = count(statement(1, "post", "man"), statement(2, "echo", "walsk"))
    assert (origins.min, origins.count) == (2, 2)


@pytest.mark.parametrize("modality", [Modality.POSSIBLE, Modality.REPORTED])
def test_what_is_only_possible_or_reported_is_left_out_of_the_least(modality: Modality) -> None:
    origins = count(statement(1, "post", "ilya"), statement(2, "post", "walsk", modality=modality))
    assert (origins.min, origins.count) == (1, 2)


def test_those_who_demand_or_foresee_are_named_and_not_counted() -> None:
    origins = count(
        statement(1, "post", "ilya"),
        aside=(statement(2, "post", "walsk", modality=Modality.DEMANDED),),
    )
    assert any(n.source == "walsk" and "demands" in n.why for n in origins.not_counted)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["post", "echo"]),
            st.sampled_from([None, "walsk", "man", "other", "ilya", "echo"]),
            st.sampled_from(list(Modality)),
        ),
        max_size=8,
    )
)
def test_the_bounds_hold_the_count_and_nobody_is_both_counted_and_not(
    made: list[tuple[str, str | None, Modality]],
) -> None:
    statements = [
        statement(n, *dict.fromkeys(link for link in (outlet, origin) if link), modality=modality)
        for n, (outlet, origin, modality) in enumerate(made)
    ]
    origins = count(*statements)
    assert 0 <= origins.min <= origins.count <= origins.max
    assert origins.count == len(origins.sources)
    assert not {n.source for n in origins.not_counted} & set(origins.sources)


def test_groups_of_one_role_count_once_and_as_several_at_most() -> None:
    found = count(statement(1, "post", "lawyers"), statement(2, "echo", "they"))
    assert (found.count, found.min, found.max) == (1, 1, 2)
    assert {n.source: n.why for n in found.not_counted}["they"] == (
        "may be the same people as Lawyers, who are counted"
    )


def test_groups_of_two_roles_and_a_single_person_are_several() -> None:
    found = count(
        statement(1, "post", "lawyers"), statement(2, "echo", "poets"), statement(3, "echo", "one")
    )
    assert (found.count, found.max) == (3, 3)


def test_the_least_takes_unnamed_people_of_organisations_for_a_named_one() -> None:
    found = count(statement(1, "post", "walsk"), statement(2, "echo", "lawyers"))
    assert (found.min, found.count) == (1, 2)
    found = count(statement(1, "post", "man"), statement(2, "echo", "lawyers"))
    assert (found.min, found.count) == (2, 2)
