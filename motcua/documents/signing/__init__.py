"""Digital signatures on PDF papers: PAdES, by an interchangeable signer."""
