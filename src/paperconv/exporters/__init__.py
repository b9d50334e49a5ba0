"""Exporters: one module or package each, registered in pyproject.toml under ``paperconv.exporters``."""
