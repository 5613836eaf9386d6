"""The networks, the registry that builds them by name, their outputs, and weights with cards."""
