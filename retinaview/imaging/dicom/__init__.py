"""DICOM: ophthalmic photographs, secondary captures, and the directories of media."""
