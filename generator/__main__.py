"""`python -m generator` is the same as `stillstats`."""

from generator.cli import main

main()
