"""Run `python -m training.downloads`."""

import sys

from training.downloads.command import main

sys.exit(main())
