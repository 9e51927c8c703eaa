"""Who said what: pairing quotation marks, finding statements, and the frame of each."""
