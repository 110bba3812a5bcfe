"""One function per format over the same estimate: it returns text or a Rich renderable and prints nothing."""
