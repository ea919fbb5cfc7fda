#!/usr/bin/env bash
# Backs up the database: one file, consistent as of its start, while the silos go on.
#
#   deploy/backup.sh [--to DIR] [--keep-days N] [--direct]
#
#   --to DIR        where the file goes; backups beside this directory unless told otherwise
#   --keep-days N   older backups in DIR are deleted, once this one is there; none unless told otherwise
#   --direct        ask the server that DATABASE_URL or libpq's own variables (PGHOST, PGDATABASE, PGPASSFILE, ...) name,
#                   with this machine's pg_dump; without it the database of docker-compose.yml is asked, in its container
#
# The file is pg_dump's custom format, with a checksum beside it; deploy/restore.sh takes both. Prints the file's path.
set -euo pipefail

stop() {
  echo "backup: $1" >&2
  exit "${2:-1}"
}

usage() { sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
to=$here/../backups keep_days=0 direct=no
while [ $# -gt 0 ]; do
  case $1 in
    --to) to=${2:?--to needs a directory}; shift 2 ;;
    --keep-days) keep_days=${2:?--keep-days needs a number}; shift 2 ;;
    --direct) direct=yes; shift ;;
    --help | -h) usage; exit 0 ;;
    *) stop "'$1' is not an option; --help lists them" 2 ;;
  esac
done
[[ $keep_days =~ ^[0-9]+$ ]] || stop "--keep-days is '$keep_days'; expected a number of days" 2

# Runs one of PostgreSQL's programs: its words come after the connection.
postgres() {
  local program=$1
  shift
  if [ "$direct" = yes ]; then
    # A password in DATABASE_URL is seen by other users of the machine while it runs; libpq's variables are not.
    "$program" ${DATABASE_URL:+--dbname="$DATABASE_URL"} "$@"
  else
    docker compose --project-directory "$here/.." exec -T database "$program" --username=orleans_trading --dbname=orleans_trading "$@"
  fi
}

# The file is of use to whoever has it: it holds orders, accounts and the audit log.
umask 077
mkdir -p "$to" || stop "cannot make $to"
to=$(cd "$to" && pwd)
file=$to/orleans-trading-$(date -u +%Y%m%dT%H%M%SZ).dump
[ ! -e "$file" ] || stop "$file is there already"
trap 'rm -f "$file.partial"' EXIT

# Where candles lie in a hypertable (TimescaleDB), compressing them empties a table beneath a dump: it would have them neither here nor there, and
# nobody would be told. So the files in which the tables lie are to be there still when it ends; new ones do no harm.
chunks() {
  postgres psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --command="SELECT oid || ':' || relfilenode FROM pg_class WHERE relname LIKE '\\_hyper\\_%chunk'" < /dev/null | LC_ALL=C sort
}

for attempt in 1 2 3 4 5; do
  before=$(chunks) || stop "the database does not answer; nothing was kept"
  postgres pg_dump --format=custom --no-owner --no-privileges > "$file.partial" || stop "pg_dump failed; nothing was kept"
  after=$(chunks) || stop "the database does not answer; nothing was kept"
  [ -n "$(LC_ALL=C comm -23 <(printf '%s\n' "$before") <(printf '%s\n' "$after"))" ] || break
  [ "$attempt" -lt 5 ] || stop "TimescaleDB compressed candles during each of five attempts; nothing was kept"
  echo "backup: TimescaleDB compressed candles meanwhile; it is begun again" >&2
done
# What cannot be read back is no backup.
if [ "$direct" = yes ]; then
  pg_restore --list "$file.partial" > /dev/null || stop "the backup cannot be read; it was not kept"
else
  docker compose --project-directory "$here/.." exec -T database pg_restore --list < "$file.partial" > /dev/null || stop "the backup cannot be read; it was not kept"
fi
(cd "$to" && sha256sum "$(basename "$file").partial" | sed 's/\.partial$//' > "$file.sha256")
sync "$file.partial" "$file.sha256"
mv "$file.partial" "$file"

if [ "$keep_days" -gt 0 ]; then
  find "$to" -maxdepth 1 -name 'orleans-trading-*.dump*' -mtime "+$((keep_days - 1))" ! -name "$(basename "$file")*" -delete
fi
echo "$file"
