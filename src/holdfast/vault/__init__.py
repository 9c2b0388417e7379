"""Sealing: bytes in, bytes out. The only room that touches libsodium."""
