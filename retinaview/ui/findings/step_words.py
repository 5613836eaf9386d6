"""The steps of an analysis in words."""

STEP_WORDS = {
    "load": "loading the models",
    "field_of_view": "field of view",
    "quality": "quality",
    "segmentation": "lesions",
    "grading": "grade",
    "landmarks": "disc and fovea",
    "lesions": "boxes",
}
