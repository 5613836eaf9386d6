"""Schema 2: the database itself refuses to rewrite the event log and the list of runs."""

from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Guard both tables by triggers."""
    for table in ("events", "runs"):
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever appended to'); END"
            )
