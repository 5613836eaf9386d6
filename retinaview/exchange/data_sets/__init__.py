"""Data sets in the layouts in which they are downloaded: photographs, grades, masks and boxes.

Every layout is one module whose `read` returns None for a folder that is another one; nothing is
decoded. Training recipes, `retinaview data` and retraining read the same.
"""

from retinaview.exchange.data_sets.data_set import DataSet, SetPhotograph
from retinaview.exchange.data_sets.recognising import LAYOUTS, read_data_set

__all__ = ["LAYOUTS", "DataSet", "SetPhotograph", "read_data_set"]
