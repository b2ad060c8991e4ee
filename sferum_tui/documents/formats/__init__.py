"""One module a format: each turns a `model.Document` into bytes and knows nothing of schools."""
