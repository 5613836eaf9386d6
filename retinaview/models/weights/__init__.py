"""Weights files and their cards: read, checked, found, downloaded."""
