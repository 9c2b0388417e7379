import pytest
from tests.vault import second_opener
from tests.vault.cast import place, vectors

from holdfast.vault import errors
from holdfast.vault.envelope import Kind
from holdfast.vault.keys import random_root
from holdfast.vault.passphrase import (
    CEILING,
    LEAST,
    PRODUCTION,
    Cost,
    KeyFile,
    Lock,
    Passphrase,
    TestCost,
    lock_root,
    new_key_file,
    new_passphrase,
    normal_passphrase,
    stretch,
    unlock_root,
)
from holdfast.vault.word_lists import WordList, words

HERE = place(kind=Kind.ROOT, record="member-1", scope="member-1")
WORDS = Passphrase("novel find stir angry summary careful")
ROOT = random_root()


def locked(key_file=None):
    return lock_root(ROOT, WORDS, context=HERE, cost=LEAST, key_file=key_file)


def unlocked(lock, typed=WORDS, context=HERE, **named):
    return unlock_root(Lock(lock), typed, context=context, test_cost=LEAST, **named)


def test_the_passphrase_brings_the_root_back():
    assert unlocked(locked()) == ROOT


def test_a_passphrase_is_six_words_of_the_list():
    listed = set(words(WordList.PASSPHRASE_ENGLISH))
    made = [new_passphrase() for _ in range(100)]
    assert len(set(made)) == 100
    assert all(len(p.split(" ")) == 6 and set(p.split(" ")) <= listed for p in made)


def test_spaces_hyphens_and_capitals_do_not_matter():
    for typed in (WORDS.upper(), WORDS.replace(" ", "-"), f" {WORDS}\n", WORDS.replace(" ", "  ")):
        assert normal_passphrase(typed) == WORDS
    assert unlocked(locked(), WORDS.title()) == ROOT


def test_a_wrong_word_or_another_order_does_not_open():
    for typed in (
        "",
        "\udcff",
        WORDS[:-1],
        " ".join(reversed(WORDS.split())),
        WORDS.replace(" ", ""),
    ):
        with pytest.raises(errors.WrongKeyError):
            unlocked(locked(), typed)


def test_a_key_file_is_needed_where_one_was_used():
    lock = locked(KeyFile(b"a photograph"))
    assert unlocked(lock, key_file=KeyFile(b"a photograph")) == ROOT
    with pytest.raises(errors.MissingKeyFileError):
        unlocked(lock)
    with pytest.raises(errors.WrongKeyError):
        unlocked(lock, key_file=KeyFile(b"another"))


def test_a_key_file_that_is_not_needed_does_no_harm():
    assert unlocked(locked(), key_file=KeyFile(b"a photograph")) == ROOT


def test_key_files_are_64_random_bytes():
    assert len({new_key_file() for _ in range(20)}) == 20
    assert len(new_key_file()) == 64


def test_the_need_for_a_key_file_cannot_be_rewritten():
    lock = locked(KeyFile(b"a photograph"))
    with pytest.raises(errors.WrongKeyError):
        unlocked(lock[:3] + b"\x00" + lock[4:])
    with pytest.raises(errors.MalformedError):
        unlocked(lock[:3] + b"\x02" + lock[4:])


def test_every_bit_of_a_lock_is_guarded():
    lock = locked()
    for at in [*range(28 * 8), *range(28 * 8, len(lock) * 8, 61)]:
        bad = bytearray(lock)
        bad[at // 8] ^= 1 << at % 8
        if 4 <= at // 8 < 12:
            continue  # another cost: its own test
        with pytest.raises(errors.VaultError):
            unlocked(bytes(bad))


def test_a_stored_cost_that_was_lowered_or_raised_is_refused_before_any_work():
    lock = locked()
    for memory_kib, passes in ((8, 2), (64, 1), (PRODUCTION.memory_kib, 1), (2**32 - 1, 3), (8, 0)):
        bad = lock[:4] + memory_kib.to_bytes(4, "big") + passes.to_bytes(4, "big") + lock[12:]
        with pytest.raises(errors.WeakCostError):
            unlocked(bad)


def test_a_production_server_refuses_a_lock_made_for_tests():
    with pytest.raises(errors.WeakCostError):
        unlock_root(locked(), WORDS, context=HERE)


def test_nothing_is_locked_below_the_floor():
    for cost in (Cost(8, 1), Cost(PRODUCTION.memory_kib - 1, 3), Cost(PRODUCTION.memory_kib, 2)):
        with pytest.raises(errors.WeakCostError):
            lock_root(ROOT, WORDS, context=HERE, cost=cost)
    for cost in (Cost(CEILING.memory_kib + 1, 3), TestCost(8, CEILING.passes + 1)):
        with pytest.raises(errors.WeakCostError):
            stretch(b"", salt=bytes(16), cost=cost)


def test_the_floor_is_256_mib_and_three_passes():
    assert Cost(256 * 1024, 3) == PRODUCTION
    assert TestCost(256 * 1024, 3) != PRODUCTION


def test_another_members_lock_is_refused():
    with pytest.raises(errors.WrongContextError):
        elsewhere = place(kind=Kind.ROOT, record="member-2", scope="member-1")
        unlocked(locked(), context=elsewhere)


def test_two_locks_of_one_passphrase_share_no_salt_and_no_key():
    one, two = locked(), locked()
    assert one[12:28] != two[12:28]
    with pytest.raises(errors.WrongKeyError):
        unlocked(one[:28] + two[28:])


def test_what_is_no_lock_is_refused_by_name():
    lock = locked()
    for bad, refusal in (
        (b"PNG" + lock[3:], errors.MalformedError),
        (b"HL2" + lock[3:], errors.UnknownVersionError),
        (lock[:20], errors.TruncatedError),
        (lock[:-1], errors.TruncatedError),
    ):
        with pytest.raises(refusal):
            unlocked(bad)


def test_a_salt_of_another_length_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        stretch(b"", salt=b"short", cost=LEAST)


@pytest.mark.parametrize("vector", vectors("lock"))
def test_vectors_open_and_a_second_opener_agrees(vector):
    lock, fields = bytes.fromhex(vector["lock"]), vector["context"]
    key_file = bytes.fromhex(vector["key_file"]) if vector["key_file"] else None
    context = place(**{**fields, "kind": Kind.ROOT})
    root = unlocked(lock, vector["passphrase"], context, key_file=key_file)
    assert root.hex() == vector["root"]
    theirs = second_opener.open_lock(lock, vector["passphrase"], key_file, fields)
    assert theirs.hex() == vector["root"]
