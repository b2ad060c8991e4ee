"""Tables that a school has, as rows of text."""
