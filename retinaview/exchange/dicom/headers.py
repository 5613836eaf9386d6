"""Headers of DICOM files that come from elsewhere, or go there."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, BinaryIO

from retinaview.core.errors import ReadError

if TYPE_CHECKING:
    from pydicom import Dataset

_DEFLATED = "1.2.840.10008.1.2.1.99"


def read_header(stream: BinaryIO) -> Dataset:
    """Return what stands before the pixels of a DICOM file.

    Parameters
    ----------
    stream : BinaryIO
        Open at the start of the file; seekable.

    Raises
    ------
    ReadError
        It is deflated: it may grow a thousandfold.
    Exception
        Anything that pydicom raises; the caller converts it (see `core.guard`).
    """
    from pydicom import dcmread
    from pydicom.filereader import read_dataset, read_preamble

    start = stream.tell()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of every value that is not quite as the standard asks
        read_preamble(stream, force=False)
        meta = read_dataset(stream, False, True, stop_when=lambda tag, *_: tag >> 16 != 2)
        if meta.get("TransferSyntaxUID") == _DEFLATED:
            raise ReadError("is deflated DICOM, which is not supported")
        stream.seek(start)
        return dcmread(stream, stop_before_pixels=True)
