"""The build: from config.yaml to the finished tree, or the previous tree untouched."""

from generator.build.journey import Built, Options, StatSetTime, build, refresh
from generator.build.keeping import Kept
from generator.swap import clean

__all__ = ["Built", "Kept", "Options", "StatSetTime", "build", "clean", "refresh"]
