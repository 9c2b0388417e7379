from tests.apps.publication.cast import release, said

from holdfast.apps.publication.document import document_of
from holdfast.apps.publication.rules.parts import PartKind, ReleasePart
from holdfast.rendering.inspection import check, strings
from holdfast.rendering.tree import Quote, Section

QUOTED = ReleasePart(
    id="q",
    kind=PartKind.TESTIMONY,
    said_by="Vesna Lor",
    texts=("They came.",),
    conditions="not before June",
    testimony="testimony-id",
)
SHOWN = ReleasePart(
    id="e", kind=PartKind.EXHIBIT, heading="Photograph", sha256="0a" * 32, size_bytes=37, proof="{}"
)


def test_a_release_is_a_whole_document_of_its_released_fields() -> None:
    made = document_of(release(said("We heard this."), QUOTED, SHOWN))
    check(made)
    shown = set(strings(made))
    assert {"We heard this.", "They came.", "Testimony of Vesna Lor", "0a" * 32} <= shown
    assert not {"not before June", "testimony-id", "{}"} & shown


def test_what_a_witness_said_is_a_quotation() -> None:
    section = document_of(release(QUOTED)).blocks[0]
    assert isinstance(section, Section)
    assert isinstance(section.blocks[0], Quote)


def test_changed_names_are_spoken_of_only_where_there_is_testimony() -> None:
    def speaks(*parts: ReleasePart) -> bool:
        return any(
            "Names of witnesses are changed" in text
            for text in strings(document_of(release(*parts)))
        )

    assert speaks(QUOTED)
    assert not speaks(said("We heard this."))
