"""The study in one file: photographs, marks, answers, model runs and the log of all events.

SQLAlchemy over SQLite, upgraded by Alembic. Nothing here knows torch, Qt or how to read a
photograph.
"""
