"""Read graded photographs and draw training batches from them."""
