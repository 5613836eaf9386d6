"""Two sources, or two eyes, side by side."""
