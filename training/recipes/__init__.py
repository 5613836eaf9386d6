"""Recipes: each turns a data folder into a trained network."""
