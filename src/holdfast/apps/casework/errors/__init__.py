"""What can go wrong in casework, as errors of their own: a module for each part of the work."""
