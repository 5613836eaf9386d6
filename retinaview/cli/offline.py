"""Libraries beneath the networks are told to leave the network alone."""

from __future__ import annotations

import os

_NO_REPORTS = {"HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}
_NO_DOWNLOADS = {"HF_HUB_OFFLINE": "1"}


def stay_offline(*, downloads: bool = False) -> None:
    """Stop huggingface_hub from going online by itself; call before importing it.

    Parameters
    ----------
    downloads : bool
        Allow what was asked for: training from ImageNet weights downloads them.
    """
    for name, value in (_NO_REPORTS | ({} if downloads else _NO_DOWNLOADS)).items():
        os.environ.setdefault(name, value)
