"""The window's words in the reader's language."""

from retinaview.ui.language.translation import later, tr

__all__ = ["later", "tr"]
