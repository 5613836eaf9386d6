"""Schema 13: marks of classes that a study has of its own; its list of classes is a setting.

Earlier programs cannot read such marks, and therefore not open such a study.
"""

from __future__ import annotations

revision = "13"
down_revision = "12"


def upgrade() -> None:
    """Change nothing: a study without a list has the classes that all studies have."""
