#!/usr/bin/env bash
# Starts the installation of docker-compose.yml and waits until it is ready.
#
#   deploy/start.sh [SILOS]        how many silos; 3 unless told otherwise
set -euo pipefail

stop() {
  echo "start: $1" >&2
  exit 2
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "${ORLEANS_TRADING_ROOT:-$here/..}" && pwd)
case ${1:-} in
  --help | -h) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
esac
silos=${1:-3}
[[ $silos =~ ^[1-9][0-9]*$ ]] || stop "'$silos' is no number of silos"
[ $# -le 1 ] || stop "'$2' is one word too many"
[ -f "$root/.env" ] || stop "there is no .env: cp .env.example .env, and fill in what it asks for"
# It holds passwords.
case $(stat -c %a "$root/.env") in
  *00) ;;
  *) stop ".env can be read by others: chmod 600 .env" ;;
esac
value() { sed -n "s/^$1=//p" "$root/.env" | tail -n 1; }
for name in ADMIN_PASSWORD_HASH DATABASE_PASSWORD GRAFANA_PASSWORD; do
  [ -n "$(value "$name")" ] || stop "$name is empty in .env"
done
most=$(value MAX_SILOS)
[ "$silos" -le "${most:-4}" ] || stop "$silos silos, and MAX_SILOS is ${most:-4}: each keeps a share of the venues' limits; raise it first"

docker compose --project-directory "$root" up --detach --wait --wait-timeout 300 --scale "silo=$silos"
address=$(value HTTP_ADDRESS)
echo "OrleansTrading is ready on http://${address:-127.0.0.1:8080}"
