"""Evidence for a grade: what is counted and measured on the photograph, and where it is."""
