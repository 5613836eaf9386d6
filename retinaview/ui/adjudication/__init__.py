"""Readers and networks over each other on one photograph, and what is decided between them."""
