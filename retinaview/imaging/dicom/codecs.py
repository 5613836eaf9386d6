"""Decoders of compressed DICOM pixels: pydicom's plugins, and imagecodecs for rare kinds of JPEG.

The usual plugin for lossless JPEG and for JPEG of 12 bits, pylibjpeg-libjpeg, is under the GPL;
imagecodecs decodes both, too, and the program has it for TIFF anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from retinaview.core.errors import ReadError

if TYPE_CHECKING:
    from pydicom.pixels.decoders.base import Decoder

JPEG_BASELINE = "1.2.840.10008.1.2.4.50"
_RARE_JPEG = ("1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70")
_PREFERRED = {
    "1.2.840.10008.1.2.4.90": "pylibjpeg",  # JPEG 2000: Pillow has no colours of 16 bits
    "1.2.840.10008.1.2.4.91": "pylibjpeg",
    **dict.fromkeys(_RARE_JPEG, "retinaview"),
}
_MISSING = (
    "is compressed as {}, for which no decoder is installed; "
    "pip install 'retinaview[dicom]' brings those there are"
)

DECODER_DEPENDENCIES = dict.fromkeys(_RARE_JPEG, ("imagecodecs",))
"""Asked for by pydicom, which takes this module for a plugin."""


def is_available(uid: str) -> bool:
    """Return whether a transfer syntax is decoded here; asked by pydicom."""
    return uid in DECODER_DEPENDENCIES


def _decode_frame(src: bytes, runner: Any) -> bytearray:  # noqa: ANN401 - pydicom's call
    """Decode one frame as stored; pydicom converts its colours."""
    import imagecodecs

    space = None if runner.samples_per_pixel == 1 else "RGB"
    pixels = imagecodecs.jpeg8_decode(src, colorspace=space, outcolorspace=space)
    return bytearray(np.ascontiguousarray(pixels).tobytes())


def decoder_of(syntax: str) -> tuple[Decoder, str]:
    """Return pydicom's decoder for a transfer syntax, and the plugin to use; may be empty.

    Raises
    ------
    ReadError
        No decoder is installed, or there is none.
    """
    from pydicom.pixels import get_decoder
    from pydicom.uid import UID

    try:
        decoder = get_decoder(syntax)
    except NotImplementedError:
        raise ReadError(f"is compressed as {UID(syntax).name}, which is not supported") from None
    if syntax in _RARE_JPEG and "retinaview" not in decoder.available_plugins:
        decoder.add_plugin("retinaview", (__name__, _decode_frame.__name__))
    if not UID(syntax).is_encapsulated:
        return decoder, ""
    if not decoder.is_available:
        raise ReadError(_MISSING.format(UID(syntax).name))
    preferred = _PREFERRED.get(syntax, "")
    return decoder, preferred if preferred in decoder.available_plugins else ""
