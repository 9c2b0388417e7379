"""What the review desk shows: findings, counted by the machine and as people judged them."""
