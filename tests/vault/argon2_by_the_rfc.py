"""Argon2id in plain Python, from RFC 9106, slow and small: a second one for the tests."""

from __future__ import annotations

import struct
from hashlib import blake2b

MASK = 2**64 - 1


def h_prime(length: int, data: bytes) -> bytes:
    """Section 3.3."""
    data = struct.pack("<I", length) + data
    if length <= 64:
        return blake2b(data, digest_size=length).digest()
    out, block = b"", blake2b(data).digest()
    while length - len(out) > 64:
        out += block[:32]
        left = length - len(out)
        block = blake2b(block, digest_size=min(64, left)).digest()
    return out + block


def quarter(v: list[int], a: int, b: int, c: int, d: int) -> None:
    """Section 3.6: BLAKE2b's G with a multiplication added."""
    for x, y, z, turn in ((a, b, d, 32), (c, d, b, 24), (a, b, d, 16), (c, d, b, 63)):
        low = (v[x] & 0xFFFFFFFF) * (v[y] & 0xFFFFFFFF)
        v[x] = (v[x] + v[y] + 2 * low) & MASK
        mixed = v[z] ^ v[x]
        v[z] = (mixed >> turn | mixed << (64 - turn)) & MASK


def permute(block: list[int], places: list[int]) -> None:
    v = [block[place] for place in places]
    for i in range(4):
        quarter(v, i, 4 + i, 8 + i, 12 + i)
    for i in range(4):
        quarter(v, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    for place, word in zip(places, v, strict=True):
        block[place] = word


def compress(x: list[int], y: list[int]) -> list[int]:
    """Section 3.5: G(X, Y)."""
    r = [a ^ b for a, b in zip(x, y, strict=True)]
    z = list(r)
    for row in range(8):
        permute(z, list(range(16 * row, 16 * row + 16)))
    for column in range(8):
        permute(z, [16 * row + 2 * column + half for row in range(8) for half in (0, 1)])
    return [a ^ b for a, b in zip(r, z, strict=True)]


def argon2id(
    password: bytes, salt: bytes, *, passes: int, memory_kib: int, lanes: int = 1, length: int = 32,
    secret: bytes = b"", data: bytes = b"",
) -> bytes:  # fmt: skip
    head = struct.pack("<6I", lanes, length, memory_kib, passes, 0x13, 2)
    for part in (password, salt, secret, data):
        head += struct.pack("<I", len(part)) + part
    seed = blake2b(head).digest()
    segment = memory_kib // (4 * lanes)
    width = 4 * segment
    memory = [
        [
            list(struct.unpack("<128Q", h_prime(1024, seed + struct.pack("<II", column, lane))))
            for column in range(2)
        ]
        + [[0] * 128 for _ in range(width - 2)]
        for lane in range(lanes)
    ]
    for turn in range(passes):
        for part in range(4):
            for lane in range(lanes):
                fill(memory, turn, part, lane, segment, passes)
    final = [0] * 128
    for row in memory:
        final = [a ^ b for a, b in zip(final, row[-1], strict=True)]
    return h_prime(length, struct.pack("<128Q", *final))


def fill(
    memory: list[list[list[int]]], turn: int, part: int, lane: int, segment: int, passes: int
) -> None:
    lanes, width = len(memory), 4 * segment
    addresses: list[int] = []
    start = 2 if turn == 0 and part == 0 else 0
    for at in range(start, segment):
        column = part * segment + at
        previous = memory[lane][column - 1]
        if turn == 0 and part < 2:  # data-independent addressing, section 3.4.1.2
            if not addresses or at % 128 == 0:
                counter = at // 128 + 1
                z = [turn, lane, part, lanes * width, passes, 2, counter, *[0] * 121]
                addresses = compress([0] * 128, compress([0] * 128, z))
            pseudo = addresses[at % 128]
        else:
            pseudo = previous[0]
        j1, j2 = pseudo & 0xFFFFFFFF, pseudo >> 32
        other = lane if turn == 0 and part == 0 else j2 % lanes
        memory_row = memory[other]
        reference = memory_row[place_of(j1, turn, part, at, segment, same=other == lane)]
        mixed = compress(previous, reference)
        if turn:
            mixed = [a ^ b for a, b in zip(mixed, memory[lane][column], strict=True)]
        memory[lane][column] = mixed


def place_of(j1: int, turn: int, part: int, at: int, segment: int, *, same: bool) -> int:
    """Section 3.4.2."""
    width = 4 * segment
    finished = part * segment if turn == 0 else 3 * segment
    area = finished + at - 1 if same else finished - (1 if at == 0 else 0)
    x = (j1 * j1) >> 32
    place = area - 1 - ((area * x) >> 32)
    start = 0 if turn == 0 else ((part + 1) % 4) * segment
    return (start + place) % width
