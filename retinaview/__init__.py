"""RetinaView: fundus photographs, what published models see in them, and what readers say.

Research use only; not a medical device.
"""

__version__ = "0.1.0"
