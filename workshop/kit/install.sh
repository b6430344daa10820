#!/bin/sh
# Installs the course from this folder, without a network:  sh install.sh [FOLDER]
# FOLDER is talk-with-machines in your home where it is not given. Your own work there is kept.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$HOME/talk-with-machines}
versions="@PYTHONS@"

python=""
for version in $versions; do
  for name in "python$version" python3 python; do
    if [ "$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$version" ]; then
      python=$name
      break 2
    fi
  done
done
if [ -z "$python" ]; then
  echo "This kit needs Python $versions: install it (python.org), then run this again." >&2
  exit 1
fi

mkdir -p "$target"
cp -R "$here/course/." "$target/"
chmod -R u+w "$target"  # files of a read-only share are copied as they are, and renewed later
cd "$target"
"$python" -m venv --clear .venv || {
  echo "This Python cannot make a virtual environment: on Debian or Ubuntu it needs python3-venv." >&2
  exit 1
}
echo "Installing into $target: nothing is fetched from the network."
PIP_CONFIG_FILE=/dev/null .venv/bin/python -m pip install --quiet --disable-pip-version-check \
  --no-index --find-links "$here/wheels" -e . || {
  echo "A wheel for this system is missing in the kit: ask for one made for it." >&2
  exit 1
}
touch .venv/ready
.venv/bin/python -m workshop.kit.ears "$here/ears" || true
.venv/bin/python -m helpers.preflight || true
echo
echo "To open the course:  cd \"$target\" && .venv/bin/python -m helpers.course"
