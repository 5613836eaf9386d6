"""Convert a network's tensors into the grades, maps and regions of a photograph."""
