"""What the organisation does: use cases, and the few tables."""
