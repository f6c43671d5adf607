"""The language server: what a project says and lacks, in an editor, while its author types."""
