"""The command line: it parses, builds and executes, and is the only place that prints."""
