"""Language models and embedders behind one-method interfaces."""
