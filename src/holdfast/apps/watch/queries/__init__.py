"""What is read from the watch's store."""
