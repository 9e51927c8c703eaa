"""Figures: finished tables to matplotlib Axes.

A figure function takes a table and an optional ``ax``, returns the Axes, labels itself, and says in words what it shows
(:func:`say`): the alt text, the caption and the data travel with it into notebooks (:func:`show`) and files (:func:`export`).
"""

from analysis.figures.export import export, show
from analysis.figures.style import COLOURS, canvas, colour_of, say

__all__ = ["COLOURS", "canvas", "colour_of", "export", "say", "show"]
