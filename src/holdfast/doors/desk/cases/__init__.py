"""Cases: the queue, one case, who may open it, placing, journeys."""
