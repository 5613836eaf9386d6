"""Widgets of more than one feature."""
