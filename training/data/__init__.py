"""Datasets: photographs and labels from a data folder, ready for a recipe."""
