import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.vault.errors import MalformedError
from holdfast.vault.padding import (
    FILE_FLOOR,
    is_value_size,
    pad_value,
    padded_file_size,
    padded_value_size,
    padme,
    unpad_value,
)


def padme_by_the_paper(length: int) -> int:
    """PURBs, algorithm 1, in its own words: E = floor(log2 L), S = floor(log2 E) + 1."""
    exponent = 0
    while 2 ** (exponent + 1) <= length:
        exponent += 1
    bits_kept = 0
    while 2 ** (bits_kept + 1) <= exponent:
        bits_kept += 1
    step = 2 ** (exponent - (bits_kept + 1))
    return -(-length // step) * step if step >= 1 else length


def test_padme_is_the_one_of_the_paper():
    lengths = [*range(4, 3000), 2**15, 2**15 + 1, 10**6, 10**6 + 7, 2**33 + 5]
    assert [padme(n) for n in lengths] == [padme_by_the_paper(n) for n in lengths]


@settings(deadline=None, max_examples=200)
@given(st.integers(min_value=4, max_value=2**45))
def test_padme_adds_at_most_twelve_per_cent_and_is_settled_at_once(length):
    padded = padme(length)
    assert length <= padded <= length * 1.12
    assert padme(padded) == padded


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=3000), st.integers(0, 4))
def test_padding_comes_off_and_leaves_the_content(content, zeros):
    plaintext = content + bytes(zeros)
    padded = pad_value(plaintext)
    assert unpad_value(padded) == plaintext
    assert len(padded) == padded_value_size(len(plaintext))
    assert is_value_size(len(padded))


@pytest.mark.parametrize(
    ("length", "size"),
    [(0, 512), (511, 512), (512, 2048), (2047, 2048), (8191, 8192), (8192, 32768), (32767, 32768)],
)
def test_a_value_takes_the_smallest_class_with_room_for_the_mark(length, size):
    assert padded_value_size(length) == size


def test_values_past_the_classes_follow_padme():
    assert padded_value_size(32768) == padme(32769) > 32768


def test_a_padding_that_sealing_never_makes_is_refused():
    for bad in (bytes(512), b"x" * 512, b"", b"\x80", b"a\x80" + bytes(2046), b"\x80" + bytes(600)):
        with pytest.raises(MalformedError):
            unpad_value(bad)


def test_a_size_between_the_classes_is_no_size():
    assert not any(is_value_size(size) for size in (0, 511, 513, 2047, 8193, 32769, 40001))


def test_padme_of_less_than_two_bytes_is_refused():
    with pytest.raises(ValueError, match="two bytes"):
        padme(1)


def test_files_begin_at_64_kib():
    assert padded_file_size(0) == padded_file_size(FILE_FLOOR) == FILE_FLOOR
    assert padded_file_size(FILE_FLOOR + 1) == padme(FILE_FLOOR + 1) == FILE_FLOOR + 2048
