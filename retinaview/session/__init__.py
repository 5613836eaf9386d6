"""What a window or a script does with a study: open, look, edit with undo, take findings."""
