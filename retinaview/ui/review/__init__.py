"""Going through the models' proposals one by one, and deciding on many at once."""
