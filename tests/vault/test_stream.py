import base64
import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings as sodium
from tests.vault import second_opener
from tests.vault.cast import KEY, OTHER_KEY, TEXT, place, vectors

from holdfast.vault import errors
from holdfast.vault.envelope import FILE_ALGORITHM, Kind, SymmetricKey, seal, sealed_header
from holdfast.vault.padding import padded_file_size
from holdfast.vault.stream import CONTENT_BYTES, FileSealer, open_file, seal_file

HERE = place(kind=Kind.FILE)
START, CHUNK = 105, 65536 + 17


def sealed_bytes(content, key=KEY, context=HERE):
    return b"".join(seal_file([content], key=key, context=context))


def opened(sealed, key=KEY, context=HERE):
    return b"".join(open_file(io.BytesIO(sealed), key=key, context=context))


THREE = sealed_bytes(bytes(range(256)) * 768)  # 196,608 bytes: three full chunks and a short one


def chunks_of(sealed):
    return [sealed[at : at + CHUNK] for at in range(START, len(sealed), CHUNK)]


@pytest.mark.parametrize(
    "length",
    [0, 1, CONTENT_BYTES - 1, CONTENT_BYTES, CONTENT_BYTES + 1, 2 * CONTENT_BYTES, 3_000_000],
)
def test_a_file_comes_back_and_its_length_is_a_padded_one(length):
    content = (b"journey" * (length // 7 + 1))[:length]
    sealed = sealed_bytes(content)
    assert opened(sealed) == content
    chunks = max(1, -(-length // CONTENT_BYTES))
    framed = sum(len(chunk) - 17 for chunk in chunks_of(sealed))
    assert framed == padded_file_size(length + 4 * chunks)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 150_000), max_size=5))
def test_the_pieces_in_which_a_file_arrives_do_not_matter(lengths):
    pieces = [bytes([number % 251]) * length for number, length in enumerate(lengths)]
    sealed = b"".join(seal_file(pieces, key=KEY, context=HERE))
    assert opened(sealed) == b"".join(pieces)
    assert len(sealed) == len(sealed_bytes(b"".join(pieces)))


def test_an_upload_is_sealed_as_it_arrives():
    sealer = FileSealer(key=KEY, context=HERE)
    out = [sealer.start(), sealer.add(b"a" * 70_000)]
    assert len(out[1]) == CHUNK
    assert sealer.add(b"b") == b""
    assert opened(b"".join([*out, *sealer.finish()])) == b"a" * 70_000 + b"b"


def test_every_bit_of_the_headers_and_some_of_every_chunk_are_guarded():
    places = [*range(START), START + 2, START + CHUNK + 100, len(THREE) - 1]
    for at in places:
        for bit in range(8) if at < START else (3,):
            bad = bytearray(THREE)
            bad[at] ^= 1 << bit
            with pytest.raises(errors.VaultError):
                opened(bytes(bad))


def test_chunks_moved_repeated_or_left_out_are_refused():
    chunks = chunks_of(THREE)
    for order in ((1, 0, 2, 3), (0, 0, 1, 2, 3), (0, 2, 3), (0, 1, 3), (3,), (0, 1, 2, 3, 3)):
        with pytest.raises((errors.TamperedError, errors.TruncatedError)):
            opened(THREE[:START] + b"".join(chunks[index] for index in order))


def test_chunks_of_another_file_of_the_same_record_and_key_are_refused():
    other = sealed_bytes(bytes(196_608))
    for index in range(4):
        mixed = chunks_of(THREE)
        mixed[index] = chunks_of(other)[index]
        with pytest.raises(errors.TamperedError):
            opened(THREE[:START] + b"".join(mixed))
    with pytest.raises(errors.TamperedError):
        opened(THREE[:START] + other[START:])
    with pytest.raises(errors.TamperedError):
        opened(THREE[:81] + other[81:])


def test_a_file_cut_anywhere_is_refused():
    for length in (0, 2, 50, 81, 97, 104, START, START + 9, START + CHUNK, len(THREE) - 1):
        with pytest.raises(errors.VaultError) as refusal:
            opened(THREE[:length])
        is_cut_in_the_magic = {0: errors.MalformedError, 2: errors.UnknownVersionError}
        assert type(refusal.value) is is_cut_in_the_magic.get(length, errors.TruncatedError)


def test_a_file_cut_between_two_chunks_is_called_truncated():
    with pytest.raises(errors.TruncatedError):
        opened(THREE[: START + 2 * CHUNK])


def test_anything_behind_the_end_is_refused():
    for tail in (b"\x00", THREE, chunks_of(THREE)[0]):
        with pytest.raises((errors.TruncatedError, errors.TamperedError)):
            opened(THREE + tail)


def test_anything_behind_a_whole_last_chunk_is_called_a_wrong_length():
    one = sealed_bytes(b"one whole chunk")
    for tail in (b"\x00", chunks_of(one)[0]):
        with pytest.raises(errors.TruncatedError):
            opened(one + tail)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"installation": "x"}, errors.WrongContextError),
        ({"record": "x"}, errors.WrongContextError),
        ({"scope": "x"}, errors.WrongContextError),
        ({"epoch": 1}, errors.WrongEpochError),
        ({"version": 6}, errors.OlderVersionError),
        ({"version": 4}, errors.WrongContextError),
        ({"kind": Kind.RECORD}, errors.WrongKindError),
    ],
)
def test_a_file_in_another_place_is_refused(changes, refusal):
    with pytest.raises(refusal):
        opened(THREE, context=place(**{"kind": Kind.FILE, **changes}))


def test_another_key_is_refused():
    with pytest.raises(errors.WrongKeyError):
        opened(THREE, key=OTHER_KEY)


def test_a_value_is_never_read_as_a_file():
    value = seal(TEXT, key=KEY, context=place())
    with pytest.raises(errors.WrongKindError):
        opened(value)
    with pytest.raises(errors.UnknownVersionError):
        opened(value[:3] + bytes([Kind.FILE]) + value[4:])


def test_a_stream_is_opened_with_bounded_memory():
    sealed = io.BytesIO(sealed_bytes(bytes(20_000_000)))
    tracemalloc.start()
    length = sum(len(piece) for piece in open_file(sealed, key=KEY, context=HERE))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length == 20_000_000
    assert peak < 1_500_000


def test_a_file_without_line_ends_is_sealed_in_fixed_pieces(tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(bytes(300_000))
    with path.open("rb") as source:
        assert max(len(p) for p in seal_file(source, key=KEY, context=HERE)) <= CHUNK


def test_a_source_that_gives_a_few_bytes_at_a_time_is_read_in_full():
    class Trickle(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 1000))

    content = b"".join(open_file(Trickle(THREE), key=KEY, context=HERE))
    assert content == bytes(range(256)) * 768


def hand_made(frames, tags):
    """A stream whose maker holds the key and does not keep the layout."""
    header, stream_key, about = sealed_header(FILE_ALGORITHM, key=KEY, context=HERE)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    out = header + sodium.crypto_secretstream_xchacha20poly1305_init_push(state, stream_key)
    for frame, tag in zip(frames, tags, strict=True):
        out += sodium.crypto_secretstream_xchacha20poly1305_push(state, frame, about, tag)
    return out


def test_a_key_holder_who_breaks_the_layout_is_refused_too():
    full = bytes(65536)
    for frames, tags in (
        ([b"\xff\xff\xff\xff" + full[4:]], [3]),  # a count past the end
        ([full[:2000]], [3]),  # less than the floor
        ([full, full], [0, 3]),  # more padding than Padmé gives
    ):
        with pytest.raises(errors.MalformedError):
            opened(hand_made(frames, tags))
    with pytest.raises(errors.UnknownVersionError):
        opened(hand_made([full, full], [2, 3]))


def test_a_file_needs_a_context_of_its_kind_and_a_whole_key():
    with pytest.raises(ValueError, match="FILE"):
        FileSealer(key=KEY, context=place())
    with pytest.raises(ValueError, match="32 bytes"):
        FileSealer(key=SymmetricKey(b"short"), context=HERE)


@pytest.mark.parametrize("vector", vectors("stream"))
def test_vectors_open_or_are_refused_as_they_say(vector):
    sealed = base64.b64decode(vector["sealed_base64"])
    key, fields = SymmetricKey(bytes.fromhex(vector["key"])), vector["context"]
    assert opened(sealed, key, place(**{**fields, "kind": Kind.FILE})).hex() == vector["opens"]
    assert second_opener.open_file(sealed, key, fields).hex() == vector["opens"]
    for edit in vector["edits"]:
        bad = bytearray(sealed)
        if "flip" in edit:
            bad[edit["flip"]] ^= 1
        bad = bad[: edit.get("cut", len(bad))] + bytes.fromhex(edit.get("append", ""))
        context = place(**{**fields, **edit.get("context", {}), "kind": Kind.FILE})
        with pytest.raises(errors.VaultError) as refusal:
            opened(bytes(bad), key, context)
        assert refusal.value.code == edit["error"], edit["about"]


def test_a_second_opener_written_from_the_layout_opens_what_is_sealed():
    fields = {name: getattr(HERE, name) for name in HERE._fields}
    for length in (0, 5, CONTENT_BYTES, 200_000, 1_000_000):
        content = bytes(range(251)) * (length // 251 + 1)
        assert second_opener.open_file(sealed_bytes(content), KEY, fields) == content
