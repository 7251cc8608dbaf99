"""A demonstration of a national e-identity: an OpenID Connect provider. It is not VNeID."""
