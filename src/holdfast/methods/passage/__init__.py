"""People, places, escorts and deadlines to a plan."""
