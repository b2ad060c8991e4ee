"""The plan file and what stands beside it: reading, writing, merging, history, drafts."""
