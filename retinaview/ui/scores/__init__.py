"""The models' regions scored against the reader's boxes."""
