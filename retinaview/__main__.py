"""`python -m retinaview`: the same as the command `retinaview`."""

import sys

from retinaview.cli.main import main

sys.exit(main())
