"""Reports of a patient and of the study."""
