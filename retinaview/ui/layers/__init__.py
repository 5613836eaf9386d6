"""What is drawn over the photograph: layers, thresholds, regions."""
