"""Reports of a study: a PDF for every patient, and a summary as CSV and XLSX."""
