#!/usr/bin/env bash
# Stops the installation of docker-compose.yml in good order: the way in, the silos, which save, the database last. Data stays.
#
#   deploy/stop.sh [--remove]      with --remove the containers are removed too. Volumes stay, but those of silos, with
#                                  their recordings, are not taken up again: docs/runbook.md says how they are found
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "${ORLEANS_TRADING_ROOT:-$here/..}" && pwd)
remove=no
case ${1:-} in
  '') ;;
  --remove) remove=yes ;;
  --help | -h) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) echo "stop: '$1' is not an option; --help lists them" >&2; exit 2 ;;
esac
compose() { docker compose --project-directory "$root" "$@"; }
compose stop proxy
compose stop silo
if [ "$remove" = yes ]; then
  # Without --volumes: nothing that is stored is removed. New silos begin with new volumes all the same, for theirs have no names.
  compose down
else
  compose stop
fi
