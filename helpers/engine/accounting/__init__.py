"""The day's money: a file for each call, the sums, and how they are shown."""
