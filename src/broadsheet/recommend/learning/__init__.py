"""Learning to rank from the log of served pages: samples, training, measuring; a version has to earn its place."""
