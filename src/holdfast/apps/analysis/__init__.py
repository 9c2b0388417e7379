"""Runs of list linkage, and estimates."""
