"""What follows from what, as pure functions: cases, places, journeys, dates."""
