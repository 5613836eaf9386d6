"""The panels beside the canvas: they show what they are given and say what a person does."""
