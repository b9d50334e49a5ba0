"""Independent validators: other people's programs that judge our outputs."""
