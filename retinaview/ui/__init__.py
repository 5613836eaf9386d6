"""The window: the only room that knows Qt. Widgets show a session and send it commands."""
