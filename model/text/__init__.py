"""The report's text: live figures, drafts, binding, headings, titles, punctuation."""
