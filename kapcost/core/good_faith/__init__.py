"""The good faith estimate: what a US provider gives a patient without insurance in writing, and by when."""
