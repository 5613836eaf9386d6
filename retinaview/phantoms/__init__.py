"""Fundus phantoms: photographs drawn from a seed, with exact truth."""

from retinaview.phantoms.grade import grade_of
from retinaview.phantoms.phantom import Phantom, make_phantom

__all__ = ["Phantom", "grade_of", "make_phantom"]
