"""A folder for a USB stick: all that installs the course on laptops without a network."""
