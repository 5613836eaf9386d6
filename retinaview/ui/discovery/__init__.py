"""Lesion discovery: a gallery of what a network responds to, for a reader to name."""
