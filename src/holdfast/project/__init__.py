"""Settings and entry points of the programs."""
