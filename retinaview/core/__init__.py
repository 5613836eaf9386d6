"""The vocabulary of RetinaView: boxes, marks, grades, findings, geometry and errors.

Frozen dataclasses and pure NumPy functions. Nothing here reads files, imports torch or Qt.
"""
