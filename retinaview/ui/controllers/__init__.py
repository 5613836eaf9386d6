"""Between the session and the widgets: one controller per thing a person does."""
