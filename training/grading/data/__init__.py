"""Graded photographs, ready for a recipe."""
