import pytest
from tests.apps.publication.cast import INTRODUCTION

from holdfast.apps.publication.errors import IncompleteReleaseError
from holdfast.apps.publication.rules.parts import (
    Found,
    PartKind,
    Words,
    finding_part,
    words_part,
)
from holdfast.apps.review.rules import FindingId


def test_words_are_cut_into_paragraphs_and_never_empty() -> None:
    assert words_part(INTRODUCTION).texts == (
        "We heard this in May.",
        "The harbour was closed then.",
    )
    with pytest.raises(IncompleteReleaseError):
        words_part(Words("Heading", " \n\n "))


def test_a_finding_is_taken_as_the_review_says_it() -> None:
    part = finding_part(Found(FindingId("finding-1")), title="Detention", sentences=("So.",))
    assert (part.kind, part.heading, part.source) == (
        PartKind.FINDING,
        "Detention",
        "finding-1",
    )
