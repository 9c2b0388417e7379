"""Taking a second machine's receipt, once it is proved to be of this very ledger.

Invariants:
- A receipt counts only where its root is one that this ledger provably grew from.
- A receipt that arrives late never takes back what a newer one said.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.keyring.copy_errors import ForeignReceiptError
from holdfast.apps.keyring.disk import place_file
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.place import installation, site_folder
from holdfast.apps.keyring.queries.heads import origin
from holdfast.apps.keyring.queries.second_site import FILE_NAME, Confirmed, confirmed_in
from holdfast.apps.keyring.receipts import Receipt
from holdfast.apps.ledger.queries import check_grown_from
from holdfast.methods.custody.verifier import Checkpoint as Head


def confirm(receipt: Receipt) -> int:
    """Note that a second machine holds this ledger up to the receipt. Returns up to where, as far
    as any receipt goes.

    Raises ForeignReceiptError, ShrunkError (this site was rolled back), ForkError, StoreError.
    """
    if receipt.installation != installation():
        raise ForeignReceiptError
    with in_words():
        head = Head(origin(), receipt.tree_size, bytes.fromhex(receipt.tree_root))
        check_grown_from(head, origin=origin())
        known = confirmed_in(site_folder())
        size = max(receipt.tree_size, known.tree_size if known else 0)
        place_file(site_folder() / FILE_NAME, msgspec.json.encode(Confirmed(tree_size=size)))
    return size
