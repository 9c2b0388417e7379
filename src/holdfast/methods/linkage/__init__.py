"""Lists to links: which rows are the same person."""
