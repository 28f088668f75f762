"""Makes typed tables of lines: Parquet, and the schemas of the systems that read lines."""
