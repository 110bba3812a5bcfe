"""The forms of a comparison, made from one sheet of rows and notes."""
