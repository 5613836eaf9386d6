"""Commands, shortcuts, and what the program is."""
