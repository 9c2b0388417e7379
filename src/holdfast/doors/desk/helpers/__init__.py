"""Helpers on the road: where and when they can be asked, and what relies on them."""
