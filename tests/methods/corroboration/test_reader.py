from holdfast.methods.corroboration.document import Document, Furniture, FurnitureKind
from holdfast.methods.corroboration.meaning import load_lexicon
from holdfast.methods.corroboration.reader import read_document, without_evidence
from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span

TEXT = '"They beat us for three days," said Irena Walsk, a lawyer with the Harbour Network.'


def document(text: str = TEXT, *, language: str = "en", **more: object) -> Document:
    return Document(
        path="a.txt",
        sha256="0" * 64,
        text=text,
        is_plain=True,
        language=language,
        outlet="Morning Post",
        **more,  # type: ignore[arg-type]
    )


def test_every_utterance_has_its_meaning() -> None:
    reading = read_document(document(), load_lexicon())
    assert len(reading.meanings) == len(reading.utterances) == 1
    assert "beating" in reading.meanings[0].acts
    assert reading.voices[0].name == "Morning Post"


def test_furniture_gives_no_evidence() -> None:
    furniture = (Furniture(Span(0, len(TEXT)), FurnitureKind.CAPTION),)
    reading = read_document(document(furniture=furniture), load_lexicon())
    assert reading.utterances == ()
    assert reading.figures == ()


def test_what_is_already_attributed_is_not_asserted_again() -> None:
    reading = read_document(document(), load_lexicon())
    assert [u.form for u in reading.utterances] == [Form.DIRECT]


def test_a_language_that_is_read_in_part_is_said_to_be() -> None:
    partly = read_document(document("Ceci est un texte.", language="fr"), load_lexicon())
    fully = read_document(document(), load_lexicon())
    assert "fr" in partly.document.problems[-1]
    assert fully.document.problems == ()


def test_a_listed_document_gives_no_evidence() -> None:
    reading = without_evidence(document())
    assert reading.utterances == ()
    assert reading.voices[0].kind is SourceKind.OUTLET
