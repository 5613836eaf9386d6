"""Training of the shipped networks, one recipe per paper; runs without Qt."""
