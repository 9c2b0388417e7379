"""Visas and programmes: their slots, who verified them, and when."""
