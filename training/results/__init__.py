"""`docs/results.md` and README's tables of accuracy, written from the runs' own JSON."""

from training.results.command import main

__all__ = ["main"]
