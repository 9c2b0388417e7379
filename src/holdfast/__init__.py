"""Holdfast: take the call, get the person out, keep the proof, and give nobody away."""

__version__ = "0.1.0"
