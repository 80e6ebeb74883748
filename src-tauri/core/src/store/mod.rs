//! SQLite and nothing else: one table per file, its migration, row and queries together.
