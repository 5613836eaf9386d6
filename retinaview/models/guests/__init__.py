"""Guests: networks that are not the program's own, from a package or an ONNX file.

A package offers a `Guest` under the entry point group ``retinaview.networks``; docs/weights.md
shows one. Importing this module does not import torch.
"""

from retinaview.models.guests.description import Guest, Output

__all__ = ["Guest", "Output"]
