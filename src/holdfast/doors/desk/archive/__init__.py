"""The archive: testimony with consent a paragraph, and exhibits with their custody."""
