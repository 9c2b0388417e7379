"""The word lists as data files. Where they come from stands in SOURCES.txt beside them."""
