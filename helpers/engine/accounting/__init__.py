"""The day's money: what each process spent, the calls, and how they are shown."""
