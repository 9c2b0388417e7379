"""Words every room shares. Standard library only."""
