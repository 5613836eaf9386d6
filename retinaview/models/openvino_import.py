"""Import of OpenVINO without its telemetry.

`import openvino` alone sends an event to an analytics service and leaves an identifier in the home
directory, unless `openvino_telemetry` cannot be imported; then it uses a stub. So that module is
blocked first. Ruff bans every other import of OpenVINO.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, cast


def import_openvino(module: str = "openvino") -> Any:  # noqa: ANN401 - OpenVINO has no types
    """Import OpenVINO, or one of its modules, silently.

    Raises
    ------
    ImportError
        OpenVINO is not installed, or its libraries do not run on this machine.
    """
    cast("dict[str, ModuleType | None]", sys.modules)["openvino_telemetry"] = None
    return import_module(module)
