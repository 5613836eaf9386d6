"""What the reader can set for good: name, theme, text, layers and keys."""
