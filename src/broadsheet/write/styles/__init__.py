"""House styles that come with the program, one TOML file each: `[brief]`, `[replace]`, `avoid`."""
