"""What travels with the program as data, loaded: recommendations, curricula, presets, days off."""
