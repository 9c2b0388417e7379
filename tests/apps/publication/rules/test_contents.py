import json

import pytest
from tests.apps.publication.cast import release

from holdfast.apps.archive.rules import Use
from holdfast.apps.publication.errors import IncompleteReleaseError
from holdfast.apps.publication.rules.contents import check_complete, released_json
from holdfast.apps.publication.rules.parts import (
    PartKind,
    ReleasePart,
)


def test_only_released_fields_leave() -> None:
    part = ReleasePart(
        id="part-id",
        kind=PartKind.TESTIMONY,
        said_by="Vesna Lor",
        texts=("They came.",),
        testimony="testimony-id",
        paragraph="paragraph-id",
        conditions="not before June",
    )
    leaves = json.loads(released_json(release(part, drafted_by="member-id")))
    assert leaves["parts"] == [
        {"kind": "testimony", "said_by": "Vesna Lor", "texts": ["They came."]}
    ]
    assert set(leaves) == {"format", "release", "title", "language", "audience", "parts"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"language": ""},
        {"audience": "A court"},
        {"use": Use.SHARE},
        {"use": Use.KEEP},
    ],
)
def test_a_release_without_title_language_or_audience_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(IncompleteReleaseError):
        check_complete(release(**wrong))


def test_a_release_for_one_body_names_it() -> None:
    check_complete(release(use=Use.SHARE, audience="The commission"))
    assert b"The commission" in released_json(release(use=Use.SHARE, audience="The commission"))
