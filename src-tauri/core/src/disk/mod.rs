//! Files and nothing else: reading, atomic writing, watching.
