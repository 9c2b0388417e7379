import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.custody.errors import ForkError, ShrunkError
from holdfast.methods.custody.merkle import (
    CompactRange,
    MemoryTree,
    check_consistency,
    consistency_proof,
    empty_root,
    inclusion_path,
    leaf_hash,
    root_from_inclusion,
    root_of,
)
from holdfast.methods.custody.verifier import ProofError

# The eight leaves and roots that Certificate Transparency implementations test with.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [leaf_hash(bytes([n])) for n in range(70)]
TREE = MemoryTree(HASHES)


def mth(leaves):
    """RFC 9162, section 2.1.1, by its own recursion, over leaf hashes."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m, leaves):
    """RFC 9162, section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m, leaves, is_whole):
    """RFC 9162, section 2.1.4.1."""
    if m == len(leaves):
        return [] if is_whole else [mth(leaves)]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m <= k:
        return [*subproof(m, leaves[:k], is_whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_ones_certificate_transparency_tests_with(size):
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]
    assert root_of(hashes).hex() == ROOTS[size - 1]
    assert MemoryTree(hashes).root().hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert root_of([]) == MemoryTree().root() == empty_root() == mth([])


def test_roots_of_every_size_follow_the_definition():
    for size in range(len(HASHES) + 1):
        assert TREE.root(size) == root_of(HASHES[:size]) == mth(HASHES[:size])


def test_every_inclusion_path_follows_the_definition_and_verifies():
    for size in range(1, 41):
        for index in range(size):
            proof = inclusion_path(index, size, TREE.subtree)
            assert proof == path(index, HASHES[:size])
            assert root_from_inclusion(HASHES[index], index, size, proof) == TREE.root(size)


def test_every_consistency_proof_follows_the_definition_and_verifies():
    for later in range(1, 41):
        for earlier in range(later + 1):
            proof = consistency_proof(earlier, later, TREE.subtree)
            if earlier:
                assert proof == subproof(earlier, HASHES[:later], True)
            check_consistency(earlier, TREE.root(earlier), later, TREE.root(later), proof)


def test_an_inclusion_path_does_not_verify_for_another_leaf_place_or_size():
    proof = inclusion_path(5, 13, TREE.subtree)
    root = TREE.root(13)
    for leaf, index, size in ((6, 5, 13), (5, 4, 13), (5, 7, 13), (5, 5, 14), (5, 5, 12)):
        try:
            assert root_from_inclusion(HASHES[leaf], index, size, proof) != root or size != 13
        except ProofError:
            continue


def test_an_inclusion_path_with_a_step_more_or_less_is_refused():
    proof = inclusion_path(5, 13, TREE.subtree)
    for bad in (proof[:-1], [*proof, bytes(32)], []):
        with pytest.raises(ProofError):
            root_from_inclusion(HASHES[5], 5, 13, bad)
    for index, size in ((13, 13), (-1, 13), (0, 0)):
        with pytest.raises(ProofError):
            root_from_inclusion(HASHES[5], index, size, proof)


def test_a_leaf_is_never_taken_for_a_node():
    """A leaf made of two hashes does not have the hash of the node above them."""
    forged = leaf_hash(HASHES[0] + HASHES[1])
    assert forged != TREE.root(2)


def test_a_rewritten_history_is_called_a_fork():
    for changed in range(20):
        other = MemoryTree([*HASHES[:changed], leaf_hash(b"other"), *HASHES[changed + 1 : 33]])
        proof = consistency_proof(20, 33, other.subtree)
        with pytest.raises(ForkError):
            check_consistency(20, TREE.root(20), 33, other.root(), proof)


def test_every_bit_of_a_consistency_proof_counts():
    proof = consistency_proof(11, 37, TREE.subtree)
    for step in range(len(proof)):
        for at in (0, 13, 31):
            bad = list(proof)
            bad[step] = bytes([*bad[step][:at], bad[step][at] ^ 1, *bad[step][at + 1 :]])
            with pytest.raises(ForkError):
                check_consistency(11, TREE.root(11), 37, TREE.root(37), bad)
    for bad in ([], proof[:-1], [*proof, bytes(32)]):
        with pytest.raises(ForkError):
            check_consistency(11, TREE.root(11), 37, TREE.root(37), bad)


def test_two_roots_of_one_size_are_a_fork_and_a_smaller_tree_was_cut():
    with pytest.raises(ForkError):
        check_consistency(5, TREE.root(5), 5, TREE.root(6), [])
    with pytest.raises(ShrunkError):
        check_consistency(6, TREE.root(6), 5, TREE.root(5), [])


def test_equal_or_empty_heads_admit_no_proof_and_no_wrong_root():
    for earlier, root, proof in ((0, empty_root(), [bytes(32)]), (0, bytes(32), [])):
        with pytest.raises(ForkError):
            check_consistency(earlier, root, 5, TREE.root(5), proof)
    with pytest.raises(ForkError):
        check_consistency(5, TREE.root(5), 5, TREE.root(5), [bytes(32)])


def test_a_power_of_two_needs_its_proof_too():
    with pytest.raises(ForkError):
        check_consistency(8, TREE.root(8), 20, TREE.root(20), [])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 35), st.integers(0, 35))
def test_appending_one_by_one_or_in_batches_is_the_same(first, second):
    whole = CompactRange()
    whole.extend(HASHES[:first])
    taken_up = CompactRange(whole.size, whole.peaks)
    for leaf in HASHES[first : first + second]:
        taken_up.append(leaf)
    assert taken_up.root() == root_of(HASHES[: first + second])
    assert len(taken_up.peaks) == taken_up.size.bit_count()


def test_appending_tells_which_subtrees_are_complete():
    stored = {}
    whole = CompactRange()
    for leaf in HASHES:
        stored |= {(level, index): node for level, index, node in whole.append(leaf)}
    assert all(TREE.subtree(level, index) == node for (level, index), node in stored.items())
    assert inclusion_path(3, 70, lambda level, index: stored[level, index]) == path(3, HASHES)


def test_a_range_is_taken_up_only_with_all_its_peaks():
    with pytest.raises(ValueError, match="one hash"):
        CompactRange(3, [bytes(32)])


def test_a_proof_of_what_is_not_in_the_tree_is_refused():
    for index, size in ((5, 5), (-1, 3)):
        with pytest.raises(ValueError, match="no such leaf"):
            inclusion_path(index, size, TREE.subtree)
    with pytest.raises(ValueError, match="grows"):
        consistency_proof(6, 5, TREE.subtree)
