"""Say who spoke each quotation: mentions, cues, features, decision, names, roles."""
