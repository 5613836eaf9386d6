"""From a network's tensors to grades, maps and regions of a photograph."""
