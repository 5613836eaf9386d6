"""Photographs: reading them, their field of view, ways of looking at them, and their quality."""
