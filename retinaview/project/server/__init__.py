"""A study in a PostgreSQL database: the second of the two engines of a study's store."""
