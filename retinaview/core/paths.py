"""How a caller may say where a file is: a `pathlib.Path`, or its text."""

from __future__ import annotations

import os
from typing import TypeAlias

AnyPath: TypeAlias = str | os.PathLike[str]
