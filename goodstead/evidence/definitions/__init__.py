"""Which files we take, how large, and what is made of them."""
