"""Reports to statements to sources to findings: who says what, from how many origins."""
