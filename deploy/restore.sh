#!/usr/bin/env bash
# Restores the database from a backup that deploy/backup.sh made: all of it or nothing.
#
#   deploy/restore.sh FILE [--force] [--direct]
#
#   --force    the database holds tables already: they are dropped once the backup is there, and stay when it cannot be
#              restored: the disk needs room for both. Without it only an empty database is filled
#   --direct   as for deploy/backup.sh
#
# A backup with TimescaleDB goes into an empty database only, and so does any backup where the database has the extension: what
# there is to do is said. It takes the same version of the extension, and a superuser.
#
# No silo may be connected: stop them first (docker compose stop silo). Start the same version as of the backup, or a newer one.
set -euo pipefail

stop() {
  echo "restore: $1" >&2
  exit "${2:-1}"
}

usage() { sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
file='' force=no direct=no
while [ $# -gt 0 ]; do
  case $1 in
    --force) force=yes; shift ;;
    --direct) direct=yes; shift ;;
    --help | -h) usage; exit 0 ;;
    -*) stop "'$1' is not an option; --help lists them" 2 ;;
    *) [ -z "$file" ] || stop "one file at a time" 2; file=$1; shift ;;
  esac
done
[ -n "$file" ] || stop "which file? --help tells more" 2
[ -r "$file" ] || stop "$file cannot be read" 2
[ -f "$file" ] || stop "$file is no file: it is read more than once" 2

postgres() {
  local program=$1
  shift
  if [ "$direct" = yes ]; then
    "$program" ${DATABASE_URL:+--dbname="$DATABASE_URL"} "$@"
  else
    docker compose --project-directory "$here/.." exec -T database "$program" --username=orleans_trading --dbname=orleans_trading "$@"
  fi
}

# pg_restore writes to a database only if it is told one; libpq's variable is not enough for it.
restore_into() {
  if [ "$direct" = yes ] && [ -z "${DATABASE_URL:-}" ]; then
    pg_restore --dbname="${PGDATABASE:-$(id -un)}" "$@"
  else
    postgres pg_restore "$@"
  fi
}

# Reads the file, and no database.
archive() {
  if [ "$direct" = yes ]; then
    pg_restore "$@" < "$file"
  else
    docker compose --project-directory "$here/.." exec -T database pg_restore "$@" < "$file"
  fi
}

ask() { postgres psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --command="$1" < /dev/null; }

# What the database held lies in the schema before_restore meanwhile: aside (it may lie there, and is put back however this ends),
# restored (it is no longer needed). TimescaleDB is told of a restore before and after it, also when it has failed (told).
stage=none
put_back='  DROP SCHEMA IF EXISTS public CASCADE;
  ALTER SCHEMA before_restore RENAME TO public;'

finish() {
  local code=$?
  trap - EXIT
  trap '' INT TERM HUP
  if [ "$stage" = told ]; then
    ask 'SELECT timescaledb_post_restore()' > /dev/null || echo "restore: TimescaleDB still waits for the end of the restore, and no silo starts before. Once the database can be reached, run: SELECT timescaledb_post_restore();" >&2
  elif [ "$stage" = restored ]; then
    echo "restore: the backup is restored; what the database held before it may still take room, and no silo starts beside it. Run: DROP SCHEMA IF EXISTS before_restore CASCADE;" >&2
  elif [ "$stage" = aside ]; then
    # Cut off before it was moved, it lies where it belongs.
    if ask "DO 'BEGIN IF to_regnamespace(''before_restore'') IS NOT NULL THEN
      $put_back
      END IF; END'" > /dev/null; then
      echo "restore: what the database held is still there" >&2
    else
      echo "restore: what the database held lies in its schema before_restore, and could not be put back. Once the database can be reached, run:" >&2
      echo "$put_back" >&2
    fi
  fi
  exit "$code"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -r "$file.sha256" ]; then
  (cd "$(dirname "$file")" && sha256sum --check --status "$(basename "$file").sha256") || stop "$file is not what was backed up: its checksum differs"
else
  echo "restore: there is no $file.sha256; the file is taken as it is" >&2
fi

silos=$(ask "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'OrleansTrading'")
[ "$silos" -eq 0 ] || stop "silos are connected to the database ($silos connections); stop them first"

# Says what the two schemas hold, for only that tells whether the one in use is the backup, or what was made in it since.
refuse_beside_another() {
  local counts rows
  if ! counts=$(ask "SELECT string_agg(format('SELECT %L AS schema, %L AS name, count(*) AS rows FROM %I.%I', n.nspname, c.relname, n.nspname, c.relname), ' UNION ALL ')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('before_restore', 'public') AND c.relkind IN ('r', 'p') AND NOT c.relispartition") ||
    ! rows=$(ask "SELECT format('  %s: %s in before_restore, %s in public', name, coalesce((max(rows) FILTER (WHERE schema = 'before_restore'))::text, 'no table'),
      coalesce((max(rows) FILTER (WHERE schema = 'public'))::text, 'no table')) FROM (${counts:-SELECT '' AS schema, '' AS name, 0 AS rows WHERE false}) c GROUP BY name ORDER BY name"); then
    stop "the schema before_restore is there: a restore before this one was cut off. What it and the schema public hold could not be counted; drop neither of them before"
  fi
  stop "the schema before_restore is there: a restore before this one was cut off, and what the database held before it lies in that schema. Nothing was changed now. Rows:
${rows:-  no tables in either}
Put back what there was, and start this again:
$put_back
Only if public holds the rows of the backup, and not just what a migration or a silo has made there since, was that restore done. What there was before may go then:
  DROP SCHEMA before_restore CASCADE;"
}
[ "$(ask "SELECT to_regnamespace('before_restore') IS NULL")" = t ] || refuse_beside_another

# What an extension has made is nobody's data.
tables=$(ask "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%' AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')")
list=$(archive --list) || stop "$file cannot be read"
timescale=no
[[ $list != *' EXTENSION - timescaledb '* ]] || timescale=yes
has=$(ask "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'")

# The extension numbers its tables, and lies in the schema public itself: neither can two of a kind lie in one database, nor is public moved aside.
refuse_beside_hypertables() {
  [ "$(ask "SELECT coalesce(current_setting('timescaledb.restoring', true), 'off')")" = off ] ||
    stop "a restore before this one was cut off, and there are tables. If the candles and accounts of the backup are in them, only the last step is missing: SELECT timescaledb_post_restore();"
  local names
  names=$(ask "SELECT format('  ALTER DATABASE %1\$I RENAME TO %2\$I;
  CREATE DATABASE %1\$I OWNER %3\$I;
and start this again. When the service runs on it, this is no longer needed:
  DROP DATABASE %2\$I;', datname, datname || '_before', pg_get_userbyid(datdba)) FROM pg_database WHERE datname = current_database()")
  stop "the database holds $tables tables, and the backup or the database has TimescaleDB: then only an empty database is filled. Nothing was changed. Connect to the database postgres of the same server, put an empty one in the place of this one:
$names"
}

if [ "$tables" -gt 0 ]; then
  [ "$timescale$has" = no ] || refuse_beside_hypertables
  [ "$force" = yes ] || stop "the database holds $tables tables; --force replaces them"
  stage=aside
  ask 'ALTER SCHEMA public RENAME TO before_restore; CREATE SCHEMA public' > /dev/null
fi

if [ "$timescale" = yes ]; then
  version=$(archive --data-only --schema=_timescaledb_catalog --table=metadata --file=- | sed -n 's/^timescaledb_version\t\([^\t]*\).*/\1/p')
  [ -n "$version" ] || stop "$file does not tell its version of TimescaleDB"
  [ -z "$has" ] || [ "$has" = "$version" ] ||
    stop "the backup is of TimescaleDB $version, and the database has $has. Run, each in a session of its own: DROP EXTENSION timescaledb; and CREATE EXTENSION timescaledb VERSION '$version';"
  [ "$(ask "SELECT count(*) FROM pg_available_extension_versions WHERE name = 'timescaledb' AND version = '$version'")" -eq 1 ] ||
    stop "the backup holds tables of TimescaleDB $version, which this server does not have (it has: $(ask "SELECT coalesce(string_agg(version, ' '), 'none') FROM pg_available_extension_versions WHERE name = 'timescaledb'")). Nothing was changed"
  [ "$(ask 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')" = t ] ||
    stop "the backup has TimescaleDB, which only a superuser restores. Run as one: ALTER ROLE $(ask 'SELECT quote_ident(current_user)') SUPERUSER; and NOSUPERUSER once this is done"
  ask "CREATE EXTENSION IF NOT EXISTS timescaledb VERSION '$version'" > /dev/null || stop "the extension timescaledb could not be made; nothing was restored"
  [ -n "$(ask "SELECT current_setting('timescaledb.restoring', true)")" ] || stop "the server has not loaded TimescaleDB: add timescaledb to shared_preload_libraries and start it again. Nothing was restored"
  stage=told
  ask 'SELECT timescaledb_pre_restore()' > /dev/null
fi

restore_into --single-transaction --exit-on-error --no-owner --no-privileges < "$file" > /dev/null || stop "nothing was restored"
if [ "$tables" -gt 0 ]; then
  stage=restored
  ask 'DROP SCHEMA before_restore CASCADE' > /dev/null
  stage=none
elif [ "$timescale" = yes ]; then
  ask 'SELECT timescaledb_post_restore()' > /dev/null
  stage=none
fi
ask 'ANALYZE' > /dev/null
hypertables=''
[ "$timescale" = no ] || hypertables=$(ask "SELECT string_agg(format('+ approximate_row_count(%L)', format('%I.%I', hypertable_schema, hypertable_name)), ' ') FROM timescaledb_information.hypertables")
ask "SELECT count(*) || ' tables, about ' || coalesce(sum(greatest(c.reltuples, 0))::bigint, 0) $hypertables || ' rows' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'"
