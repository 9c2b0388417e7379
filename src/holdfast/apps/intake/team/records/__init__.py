"""What is sealed of the team's side of the line."""
