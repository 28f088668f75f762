"""The papers: one module a province, one class a newspaper."""
