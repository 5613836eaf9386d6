"""Training and measuring of lesion segmentation."""
