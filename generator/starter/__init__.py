"""What `stillstats init` copies, and the seeded script that writes its sample data."""
