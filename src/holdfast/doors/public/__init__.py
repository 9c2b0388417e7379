"""What was released."""
