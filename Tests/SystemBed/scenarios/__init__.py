"""Every scenario, in the order of playing. The first makes the installation that the others start from."""

# isort: skip_file
from scenarios import (  # noqa: F401
    installation, access, activation, output, watchdog, reload, journal, discovery, hardening, removal, trouble,
)
