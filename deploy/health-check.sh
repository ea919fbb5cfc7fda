#!/usr/bin/env bash
# Asks whether the service is ready; for cron, a watchdog, or a person. Ends with 0 when it is, 1 when it is not. A service that serves
# without its store is ready too, and it is said what it lacks.
#
#   deploy/health-check.sh [URL] [--wait SECONDS]
#
#   URL              http://127.0.0.1:8080 unless told otherwise, or what HTTP_ADDRESS in .env says
#   --wait SECONDS   asks again for so long until it is ready
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "${ORLEANS_TRADING_ROOT:-$here/..}" && pwd)
url='' wait=0
while [ $# -gt 0 ]; do
  case $1 in
    --wait) wait=${2:?--wait needs a number of seconds}; shift 2 ;;
    --help | -h) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    http://* | https://*) url=$1; shift ;;
    *) echo "health-check: '$1' is neither an option nor an address; --help tells more" >&2; exit 2 ;;
  esac
done
[[ $wait =~ ^[0-9]+$ ]] || { echo "health-check: --wait is '$wait'; expected seconds" >&2; exit 2; }
if [ -z "$url" ] && [ -f "$root/.env" ]; then
  address=$(sed -n 's/^HTTP_ADDRESS=//p' "$root/.env" | tail -n 1)
  url=${address:+http://$address}
fi
url=${url:-http://127.0.0.1:8080}

until answer=$(curl --silent --show-error --max-time 10 --write-out '\n%{http_code}' "$url/health/ready" 2>&1) && [ "${answer##*$'\n'}" = 200 ]; do
  if [ "$SECONDS" -ge "$wait" ]; then
    echo "$url is not ready: ${answer%$'\n'*}" >&2
    exit 1
  fi
  sleep 1
done
case $answer in
  *'"status":"degraded"'*) echo "$url is ready, but: ${answer%$'\n'*}" ;;
  *) echo "$url is ready" ;;
esac
