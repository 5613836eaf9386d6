"""DICOM out of the program: de-identification, structured reports, segmentations, archives."""
