"""What is written in the watch's store."""
