"""Weeks of the fictional network's life, drawn from a seed: what happens, and who does what then.

Invariants:
- Everything goes through the services that members use; what is possible is read through queries.
- What is refused is part of the story: each event names the refusals it may meet, and any other
  error ends the story.
- The same seed draws the same events; ids and keys are new each time.
"""
