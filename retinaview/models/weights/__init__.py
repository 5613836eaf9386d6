"""Read, check, find and download weights and their model cards."""
