"""One photograph by two networks: which are asked, what they say, and how they score."""
