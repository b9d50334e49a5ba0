"""Trains the tagger of reference strings. Not part of the package that is installed.

``python -m training`` makes ``src/paperconv/citations/references.crf`` from the references in ``labelled``, which we wrote,
from new ones in their forms, and from synthetic ones that pandoc prints in CSL styles. No reference that others have
labelled takes part; ``python -m training measure`` reads such ones, where they are present, only to count what is right.
``python -m training hold-out`` counts the same on a fifth of ours, left out of the training.
"""
