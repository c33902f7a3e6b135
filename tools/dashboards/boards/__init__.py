"""One module for each dashboard, which it calls BOARD."""
