"""Fit and measure the quality gate: `python -m training.quality --data DATA --out OUT`."""

from training.quality.command import main

__all__ = ["main"]
