"""The type of a path in public functions: `pathlib.Path` or str."""

from __future__ import annotations

import os
from typing import TypeAlias

AnyPath: TypeAlias = str | os.PathLike[str]
