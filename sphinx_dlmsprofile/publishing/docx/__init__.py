"""Word: one .docx, with numbers, captions, references, footnotes and index as Word has them."""
