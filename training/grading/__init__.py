"""Train and measure the grading networks."""
