"""The vault beside libsodium alone: 2 KiB records, files, and what one passphrase guess costs."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from time import perf_counter

from nacl import bindings as sodium

from benchmarks.report import print_figure
from holdfast.vault import contact_code, passphrase
from holdfast.vault.envelope import Context, Kind, Plaintext, SymmetricKey, open_sealed, seal
from holdfast.vault.stream import open_file, seal_file

KEY = SymmetricKey(os.urandom(32))
RECORD = Plaintext(os.urandom(2047))  # with its mark, 2 KiB
RECORDS = 100  # a round of some milliseconds, which a busy machine leaves whole now and then
FILE_BYTES = 16 * 1024 * 1024


def main() -> int:
    """Print each figure beside its limit. Returns how many fell short."""
    return _records() + _files() + _guesses()


def _best(
    ours: Callable[[], object], bare: Callable[[], object], *, rounds: int
) -> tuple[float, float]:
    """The shortest of many rounds, taken in turns, in seconds: what a quiet machine would show."""
    times: list[tuple[float, float]] = []
    for _ in range(rounds):
        begun = perf_counter()
        ours()
        between = perf_counter()
        bare()
        times.append((between - begun, perf_counter() - between))
    return min(time for time, _ in times), min(time for _, time in times)


def _records() -> int:
    contexts = [
        Context("i" * 26, Kind.RECORD, f"record-{n:019d}", f"case-{n // 5:021d}", 1, 1)
        for n in range(RECORDS)
    ]
    sealed = [seal(RECORD, key=KEY, context=context) for context in contexts]
    placed = list(zip(sealed, contexts, strict=True))
    about = bytes(110)
    nonces = [os.urandom(24) for _ in contexts]
    encrypt = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt
    decrypt = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt
    bodies = [(encrypt(RECORD, about, nonce, KEY), nonce) for nonce in nonces]
    sealing = _best(
        lambda: [seal(RECORD, key=KEY, context=context) for context in contexts],
        lambda: [encrypt(RECORD, about, os.urandom(24), KEY) for _ in contexts],
        rounds=400,
    )
    opening = _best(
        lambda: [open_sealed(value, key=KEY, context=context) for value, context in placed],
        lambda: [decrypt(body, about, nonce, KEY) for body, nonce in bodies],
        rounds=400,
    )
    return _ratio("seal 2 KiB", sealing, limit=2.0, count=RECORDS) + _ratio(
        "open 2 KiB", opening, limit=2.0, count=RECORDS
    )


def _files() -> int:
    content = os.urandom(FILE_BYTES)
    context = Context("i", Kind.FILE, "file", "case", 1, 1)
    pieces = [content[at : at + 65_536] for at in range(0, FILE_BYTES, 65_536)]
    sealed = b"".join(seal_file(pieces, key=KEY, context=context))
    header, chunks = _seal_stream_bare(pieces)
    sealing = _best(
        lambda: list(seal_file(pieces, key=KEY, context=context)),
        lambda: _seal_stream_bare(pieces),
        rounds=12,
    )
    opening = _best(
        lambda: list(open_file(io.BytesIO(sealed), key=KEY, context=context)),
        lambda: _open_stream_bare(header, chunks),
        rounds=12,
    )
    print_figure("file of 16 MiB: what sealing adds", f"{len(sealed) - FILE_BYTES} bytes")
    return _ratio("seal file of 16 MiB", sealing, limit=1.3, count=1) + _ratio(
        "open file of 16 MiB", opening, limit=1.3, count=1
    )


def _seal_stream_bare(pieces: list[bytes]) -> tuple[bytes, list[bytes]]:
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, KEY)
    push = sodium.crypto_secretstream_xchacha20poly1305_push
    return header, [push(state, piece, None, 0) for piece in pieces]


def _open_stream_bare(header: bytes, chunks: list[bytes]) -> list[tuple[bytes, int]]:
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, KEY)
    pull = sodium.crypto_secretstream_xchacha20poly1305_pull
    return [pull(state, chunk) for chunk in chunks]


def _guesses() -> int:
    salt, code = bytes(16), contact_code.new_code()
    log_in = _once(lambda: passphrase.stretch(b"", salt=salt, cost=passphrase.PRODUCTION))
    look_up = _once(lambda: contact_code.contact_keys(code, salt=salt))
    print_figure("Argon2id, passphrase (256 MiB, 3 passes)", f"{log_in * 1000:.0f} ms")
    return print_figure("Argon2id, contact code (64 MiB, 3 passes)", f"{look_up * 1000:.0f} ms")


def _once(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _ratio(name: str, times: tuple[float, float], *, limit: float, count: int) -> int:
    each, bare_each = (time / count * 1e6 for time in times)
    print_figure(f"{name}: each", f"{each:,.1f} µs", held_against=f"bare {bare_each:,.1f} µs")
    ratio = each / bare_each
    return print_figure(
        f"{name}: times a bare PyNaCl loop",
        f"{ratio:.2f}",
        held_against=f"at most {limit:.1f}",
        is_met=ratio <= limit,
    )


if __name__ == "__main__":
    sys.exit(main())
