"""Run `python -m training.quality`."""

import sys

from training.quality.command import main

sys.exit(main())
