"""What only events of videos need while they are loaded."""
