"""The canvas: a photograph with its overlays, and the gestures that edit boxes on it."""

from retinaview.ui.canvas.canvas import FundusCanvas
from retinaview.ui.canvas.layers import Layer, Tool

__all__ = ["FundusCanvas", "Layer", "Tool"]
