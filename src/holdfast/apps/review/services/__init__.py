"""What is done at the review desk: bringing records in, judging, joining testimony and press."""
