"""TOML as people write it: read with every fault named, edited one line at a time."""
