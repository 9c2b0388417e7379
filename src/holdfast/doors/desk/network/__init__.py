"""People of the network: who they are apart from what they do, and their vetting."""
