"""Training and measuring of the grading networks."""
