"""What is to be done, by date."""
