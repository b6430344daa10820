"""Which server answers: settings, address, key, proxies, and whether it is there."""
