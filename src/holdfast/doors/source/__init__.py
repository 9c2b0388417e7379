"""A person in danger: anonymous, no JavaScript, reaches intake and nothing else."""
