"""Comparisons: finished tables (and the texts they point into) to tables. Loads no model and no nltk."""
