"""The rules: one small function each, grouped in a module per family; the engine runs them all."""
