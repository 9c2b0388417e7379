"""Files from strangers, made into pictures and words that carry nothing else."""
