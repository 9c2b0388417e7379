"""The departures board, and hearing of somebody on the way."""
