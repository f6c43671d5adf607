"""What a web page names is linked: which names there are, where a page has them, and what a reader is shown of them."""
