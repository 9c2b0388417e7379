"""Sealing: bytes in, bytes out. The only room that touches libsodium.

Which call to choose:

    a small value              envelope.seal, envelope.open_sealed
    a file                     stream.FileSealer or seal_file, stream.open_file
    a key under another        keys.wrap, keys.unwrap
    a key for a member         grants.give, grants.accept
    a statement by a member    keys.sign, keys.verify
    a member's root            passphrase.lock_root, passphrase.unlock_root
    the way back without it    recovery.as_printed, recovery.split
    a contact's way back       contact_code.new_code, contact_code.contact_keys

Invariants of the room:
- It reads no file but its word lists, opens no socket, keeps no state, and asks no clock.
- What it refuses, it refuses with an error of `errors.py` whose words may be shown to anyone.
- HF1, HG1, HL1 and HS1 stay readable: another layout is another magic, never a changed one.
- Nobody outside the project has audited it. `docs/guide/vault-format.md` is for whoever will.
"""
