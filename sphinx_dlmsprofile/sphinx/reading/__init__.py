"""One walk of a document that is being read: its records, texts, headings and references."""
