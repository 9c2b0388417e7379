"""Holdfast: take the call, get the person out, keep the proof, and give nobody away."""
