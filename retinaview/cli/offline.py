"""Prevention of network access by libraries."""

from __future__ import annotations

import os

_NO_REPORTS = {"HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}
_NO_DOWNLOADS = {"HF_HUB_OFFLINE": "1"}


def stay_offline(*, downloads: bool = False) -> None:
    """Stop huggingface_hub from going online by itself; call before importing it.

    Parameters
    ----------
    downloads : bool
        Allow requested downloads: training from ImageNet weights needs them.
    """
    for name, value in (_NO_REPORTS | ({} if downloads else _NO_DOWNLOADS)).items():
        os.environ.setdefault(name, value)
