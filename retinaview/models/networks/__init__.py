"""Networks in the words of their papers, one per file."""
