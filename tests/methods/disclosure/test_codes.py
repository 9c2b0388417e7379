from __future__ import annotations

import pytest

from holdfast.methods.disclosure.codes import CodeSearch
from holdfast.methods.disclosure.draft import Certainty, DraftField, Hit, Secret, SecretKind
from holdfast.methods.disclosure.stream import stream_of


def hits(secret: str, text: str, kind: SecretKind = SecretKind.ACCOUNT) -> list[Hit]:
    search = CodeSearch([Secret("c", kind, secret)])
    return list(search.find(stream_of([DraftField("text", text)])))


@pytest.mark.parametrize(
    "text", ["@lake_heron7", "t.example/LAKEHERON7", "lake.heron.7", "lake heron 7", "lаke_heron7"]
)
def test_an_account_is_met_whatever_stands_between(text: str) -> None:
    assert [hit.certainty for hit in hits("@lake_heron7", text)] == [Certainty.CERTAIN]


def test_of_a_mail_address_the_part_before_the_sign_is_likely() -> None:
    assert [h.certainty for h in hits("grey.heron@mail.example", "greyheron")] == [Certainty.LIKELY]


def test_a_short_code_of_letters_is_no_part_of_a_word() -> None:
    assert hits("heron", "heronry") == []
    assert len(hits("heron", "the heron flew")) == 1


def test_a_document_number_is_met_in_the_letters_of_either_alphabet() -> None:
    assert len(hits("АВ 123456", "AB-123456", SecretKind.DOCUMENT)) == 1
    assert hits("АВ 123456", "AB-123457", SecretKind.DOCUMENT) == []


def test_of_a_document_that_is_described_the_number_is_likely() -> None:
    (found,) = hits("passport of Tervenia AB 123456", "with AB123456 in hand", SecretKind.DOCUMENT)
    assert found.certainty is Certainty.LIKELY
    assert hits("birth certificate, copy 3 of 4", "copies 3 of 4", SecretKind.DOCUMENT) == []
