"""How many, when and where: figures, dates and places of a report, with their spans."""
