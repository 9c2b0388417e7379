"""Findings: what reports and testimony say, by how many origins, and what people judge of it."""
