"""Train and measure lesion segmentation."""
