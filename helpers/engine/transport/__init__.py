"""The clients of an engine, and how their bytes travel: with the key, and without leaving it."""
