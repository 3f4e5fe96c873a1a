"""Find quoted stretches without a model, and tell speech from the rest."""
