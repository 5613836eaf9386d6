"""Speed and memory: ``python -m tests.bench`` (``make bench``) prints a table and writes JSON."""
