"""Weights in the window: what there is, their cards, adding, downloading and removing."""
