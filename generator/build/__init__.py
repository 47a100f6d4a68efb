"""The build: from config.yaml to the finished tree, or the previous tree untouched."""

from generator.build.journey import Built, Options, StatSetTime, build
from generator.build.staging import clean

__all__ = ["Built", "Options", "StatSetTime", "build", "clean"]
