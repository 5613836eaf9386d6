"""Windows that open for a moment: commands, shortcuts, import and export."""
