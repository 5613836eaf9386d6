"""Alembic migrations of the project file, one module per schema version."""
