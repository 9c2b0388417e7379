"""Vehicles: when they are there, what they are promised to, and their plate behind a reason."""
