"""The build: from config.yaml to the finished tree, or the previous tree untouched."""

from generator.build.journey import Built, StatSetTime, build
from generator.build.staging import clean

__all__ = ["Built", "StatSetTime", "build", "clean"]
