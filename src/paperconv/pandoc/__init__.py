"""The only place that knows pandoc: run it, turn its JSON into our model, and back where it must format."""
