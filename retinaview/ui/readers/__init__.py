"""Readers: who reads, and how far two of them agree."""
