"""Train and score the network that finds optic disc and fovea."""
