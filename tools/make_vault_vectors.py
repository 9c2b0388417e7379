"""Make the vault's test vectors anew: `PYTHONPATH=src:. python tools/make_vault_vectors.py`.

Run it only for a new format: the vectors in `tests/vectors/vault/` are what earlier releases
sealed, and opening them is the promise that HF1 stays readable. Bad ones carry the code of the
refusal that they must meet.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable

from tests.vault.cast import KEY, LEAD, OTHER_KEY, TEXT, VECTORS, gift, place

from holdfast.vault import contact_code, errors, passphrase, recovery, stream
from holdfast.vault.envelope import Context, Kind, Plaintext, SymmetricKey, seal
from holdfast.vault.grants import give
from holdfast.vault.keys import BoxPrivate, ContentKey, box_public
from holdfast.vault.letters import seal_letter


def _fields(context: Context) -> dict[str, object]:
    return {**context._asdict(), "kind": int(context.kind)}


def envelopes() -> list[dict[str, object]]:
    """Envelopes that open, then envelopes that must not."""
    good = seal(TEXT, key=KEY, context=place())
    long = seal(Plaintext(bytes(600)), key=KEY, context=place())
    wrap = seal(Plaintext(OTHER_KEY), key=KEY, context=place(kind=Kind.KEY))
    empty = seal(Plaintext(b""), key=KEY, context=place())
    flip = bytearray(good)
    flip[300] ^= 1
    rows: list[tuple[str, bytes, SymmetricKey, Context, bytes | None, type | None]] = [
        ("a record", good, KEY, place(), TEXT, None),
        ("an empty record", empty, KEY, place(), b"", None),
        ("a record of the second class", long, KEY, place(), bytes(600), None),
        ("a wrapped key", wrap, KEY, place(kind=Kind.KEY), OTHER_KEY, None),
        ("another key", good, OTHER_KEY, place(), None, errors.WrongKeyError),
        ("one bit of the ciphertext", bytes(flip), KEY, place(), None, errors.TamperedError),
        ("cut by a byte", good[:-1], KEY, place(), None, errors.TruncatedError),
        ("one byte more", good + b"\x00", KEY, place(), None, errors.TruncatedError),
        ("cut to a class", long[:609], KEY, place(), None, errors.TamperedError),
        ("cut in the header", good[:60], KEY, place(), None, errors.TruncatedError),
        ("nothing", b"", KEY, place(), None, errors.MalformedError),
        ("not an envelope", b"PNG" + good[3:], KEY, place(), None, errors.MalformedError),
        ("a later format", b"HF2" + good[3:], KEY, place(), None, errors.UnknownVersionError),
        ("a later algorithm", good[:4] + b"\x09" + good[5:], KEY, place(), None,
         errors.UnknownVersionError),
        ("as another kind", good, KEY, place(kind=Kind.MESSAGE), None, errors.WrongKindError),
        ("in another epoch", good, KEY, place(epoch=3), None, errors.WrongEpochError),
        ("in another installation", good, KEY, place(installation="x"), None,
         errors.WrongContextError),
        ("as another record", good, KEY, place(record="x"), None, errors.WrongContextError),
        ("in another case", good, KEY, place(scope="x"), None, errors.WrongContextError),
        ("where a newer one was saved", good, KEY, place(version=9), None,
         errors.OlderVersionError),
        ("where an older one was saved", good, KEY, place(version=4), None,
         errors.WrongContextError),
        ("another commitment", good[:9] + bytes(32) + good[41:], KEY, place(), None,
         errors.WrongKeyError),
    ]  # fmt: skip
    return [
        {
            "about": about, "key": key.hex(), "context": _fields(context), "sealed": sealed.hex(),
            "opens": None if opens is None else opens.hex(),
            "error": None if error is None else error.code,
        }
        for about, sealed, key, context, opens, error in rows
    ]  # fmt: skip


def streams() -> list[dict[str, object]]:
    """One sealed file, and edits of it: flip a bit, cut, append, or open it elsewhere."""
    context = place(kind=Kind.FILE)
    sealed = b"".join(stream.seal_file([TEXT], key=KEY, context=context))
    return [{
        "key": KEY.hex(), "context": _fields(context), "opens": TEXT.hex(),
        "sealed_base64": base64.b64encode(sealed).decode(),
        "edits": [
            {"about": "one bit of the stream header", "flip": 90, "error": "vault.tampered"},
            {"about": "one bit of the count", "flip": 107, "error": "vault.tampered"},
            {"about": "one bit of the last tag", "flip": len(sealed) - 1,
             "error": "vault.tampered"},
            {"about": "one bit of the commitment", "flip": 20, "error": "vault.wrong_key"},
            {"about": "cut by a byte", "cut": len(sealed) - 1, "error": "vault.truncated"},
            {"about": "without its chunk", "cut": 105, "error": "vault.truncated"},
            {"about": "cut in the header", "cut": 99, "error": "vault.truncated"},
            {"about": "a byte more", "append": "00", "error": "vault.truncated"},
            {"about": "in another case", "context": {"scope": "x"},
             "error": "vault.wrong_context"},
            {"about": "an older version", "context": {"version": 8},
             "error": "vault.older_version"},
            {"about": "in another epoch", "context": {"epoch": 1}, "error": "vault.wrong_epoch"},
        ],
    }]  # fmt: skip


def grants() -> list[dict[str, object]]:
    """One grant from the tests' lead to their member."""
    return [{"key": KEY.hex(), "grant": give(ContentKey(KEY), by=LEAD, context=gift()).hex()}]


def letters() -> list[dict[str, object]]:
    """One letter to a key made of 32 known bytes."""
    private, context = BoxPrivate(KEY), place(kind=Kind.MESSAGE)
    letter = seal_letter(TEXT, public=box_public(private), context=context)
    return [{
        "private": private.hex(), "context": _fields(context), "letter": letter.hex(),
        "plaintext": TEXT.hex(),
    }]  # fmt: skip


def locks() -> list[dict[str, object]]:
    """Two locked roots at the least cost, one of them with a key file."""
    context = place(kind=Kind.ROOT)
    words, key_file = passphrase.Passphrase("novel find stir angry summary careful"), b"a key file"
    root = passphrase.Root(bytes(range(32, 64)))
    return [
        {
            "passphrase": words, "key_file": None if file is None else file.hex(),
            "context": _fields(context), "root": root.hex(),
            "lock": passphrase.lock_root(
                root, words, context=context, cost=passphrase.LEAST,
                key_file=None if file is None else passphrase.KeyFile(file),
            ).hex(),
        }
        for file in (None, key_file)
    ]  # fmt: skip


def codes() -> list[dict[str, object]]:
    """Contact codes and a printed key, as they are shown."""
    samples = [bytes(10), b"\xff" * 10, bytes(range(10, 20))]
    return [
        {
            "code": sample.hex(),
            "digits": contact_code.as_digits(contact_code.ContactCode(sample)),
            "words": [
                contact_code.as_words(contact_code.ContactCode(sample), language)
                for language in contact_code.LANGUAGES
            ],
            "printed_key": (sample * 2).hex(),
            "printed": recovery.as_printed(recovery.PrintedKey(sample * 2)),
        }
        for sample in samples
    ]


def shares() -> list[dict[str, object]]:
    """The shares of one secret for two of three trustees."""
    secret = recovery.TrusteeSecret(KEY)
    made = recovery.split(secret, needed=2, total=3)
    return [{"secret": KEY.hex(), "shares": [share.to_bytes().hex() for share in made]}]


MAKERS: dict[str, Callable[[], list[dict[str, object]]]] = {
    "envelope": envelopes, "stream": streams, "grant": grants, "lock": locks, "codes": codes,
    "shares": shares, "letter": letters,
}  # fmt: skip


def main() -> int:
    """Write every file of vectors."""
    VECTORS.mkdir(parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        text = json.dumps(make(), ensure_ascii=False, indent=1)
        (VECTORS / f"{name}.json").write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
