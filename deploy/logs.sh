#!/usr/bin/env bash
# Shows logs of the installation of docker-compose.yml.
#
#   deploy/logs.sh [--since TIME] [--follow] [--warnings] [--trading] [SERVICE ...]
#
#   --since TIME   a duration (10m, 2h) or a time; 1h unless told otherwise
#   --follow       goes on
#   --warnings     of the silos, warnings and worse alone
#   --trading      of the silos, what orders, accounts and executions tell alone
#   SERVICE        silo, database, proxy, prometheus, alertmanager, grafana; silo unless told otherwise
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "${ORLEANS_TRADING_ROOT:-$here/..}" && pwd)
since=1h follow=() services=() pattern=''
while [ $# -gt 0 ]; do
  case $1 in
    --since) since=${2:?--since needs a time}; shift 2 ;;
    --follow | -f) follow=(--follow); shift ;;
    --warnings) pattern='"LogLevel":"(Warning|Error|Critical)"'; shift ;;
    --trading) pattern='"Category":"OrleansTrading\.(Grains\.(Accounts|Executor|Arbitrage|Portfolio)|Exchanges\.([A-Za-z]+\.)?Trading)'; shift ;;
    --help | -h) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) echo "logs: '$1' is not an option; --help lists them" >&2; exit 2 ;;
    *) services+=("$1"); shift ;;
  esac
done
[ ${#services[@]} -gt 0 ] || services=(silo)
logs() { docker compose --project-directory "$root" logs --no-color --since "$since" ${follow[@]+"${follow[@]}"} "${services[@]}"; }
if [ -z "$pattern" ]; then
  logs
else
  # That there is no such line is no failure.
  logs | { grep -E --line-buffered -e "$pattern" || [ $? -eq 1 ]; }
fi
