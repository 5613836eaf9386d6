"""Public sets as they are downloaded, turned into the folders that recipes and commands read."""

from training.downloads.command import main

__all__ = ["main"]
