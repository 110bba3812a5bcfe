"""The forms of a good faith estimate: text, Markdown and HTML of the same sections, and JSON."""
