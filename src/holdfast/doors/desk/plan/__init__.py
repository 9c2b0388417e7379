"""The planner's view: who waits for a bed, and who decides about it."""
