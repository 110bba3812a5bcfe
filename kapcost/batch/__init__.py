"""Many courses at once: rows of a CSV or JSONL file, each estimated by itself, and written in their order."""
