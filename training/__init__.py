"""Train the networks, with one recipe per paper; runs without Qt."""
