"""Works cited: bibliography files, plain reference strings, the marks in the text, and how a style prints them.

Nothing is invented: a field is filled only with what the source says, a citation is linked only where one work fits, and
what stays unsure is printed as it stands.
"""
