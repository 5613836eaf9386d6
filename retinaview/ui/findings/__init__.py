"""What the models say of a photograph, and asking them."""
