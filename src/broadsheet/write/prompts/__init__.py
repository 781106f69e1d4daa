"""The prompts, one TOML file each: `version`, `digest`, `[text]` by language, `[[examples]]`."""
