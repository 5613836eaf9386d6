"""Run `python -m training.results`."""

import sys

from training.results.command import main

sys.exit(main())
