"""Engines that run or reach language models: one module each, with `load(what, *, folder, settings)`.

`what` is what follows the backend's name and a colon, `folder` is where pulled models are, and `settings` are strings
by name, of which a backend reads its own (`name` is what the model is to be called). The result is a `LanguageModel`.
"""
