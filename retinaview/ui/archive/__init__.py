"""Photographs from DICOM archives."""
