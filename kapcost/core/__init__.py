"""The pure estimation core: values in, values out; no files, clock, environment or console."""
