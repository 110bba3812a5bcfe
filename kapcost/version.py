"""The version of kapcost, in one place."""

VERSION = "0.1.0"
