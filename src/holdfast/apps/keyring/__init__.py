"""The vault's only door: scopes, grants, sealed records, sealed files."""
