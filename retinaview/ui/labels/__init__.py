"""Label files: imported and exported."""
