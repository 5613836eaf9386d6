"""Recipes, each of which trains a network from a data folder."""
