import pytest

from holdfast.rendering.cleaning.kinds import HEAD_BYTES, FileKind, kind_of_file


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0 jpeg", FileKind.PICTURE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", FileKind.PICTURE),
        (b"RIFF\x00\x00\x00\x00AVI LIST", None),
        (b"junk before\n%PDF-1.7", FileKind.PDF),
        (b"PK\x03\x04", FileKind.DOCX),
        ("Жди меня".encode(), FileKind.WORDS),
        (b"MZ\x00\x01", None),
        (b"", None),
        (b"\xff\xfe\xfd", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head: bytes, kind: FileKind | None) -> None:
    assert kind_of_file(head) is kind


def test_a_letter_that_is_cut_by_the_end_of_the_head_is_no_damage() -> None:
    head = ("a" + "Ж" * HEAD_BYTES).encode()[:HEAD_BYTES]
    assert kind_of_file(head) is FileKind.WORDS
    assert kind_of_file(head[:-1] + b"\xff" + b"a" * 9) is None
