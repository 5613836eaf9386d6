"""Improve the networks with these labels: a dialog on a process of its own."""
