#!/usr/bin/env bash
# Builds the solution once and runs every test project.
#
#   bash tests/run.sh [--engine Embedded|Cluster] [-- MSBUILD-PROPERTY ...]
#
# Installs what the tests need (as root, with apt-get and npm), keeps going after a failure, and ends with one
# line: N passed, N failed[, N skipped]. What each project printed lies in artifacts/test-results.
set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
root=$PWD
engine=Embedded
properties=()
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# Seconds for one project; those that start whole hosts and browsers run alone and get more. They wait most of the time, so three of
# their tests run at once even where there are fewer cores.
time_limit=360
time_limit_alone=420
threads_alone=3
# Storms and kills that are asked for last as long as they are told to.
[ -z "${ORLEANS_TRADING_CHAOS_MINUTES:-}${ORLEANS_TRADING_KILL_ROUNDS:-}" ] || time_limit_alone=10800
parallel=2

usage() {
  echo "usage: bash tests/run.sh [--engine Embedded|Cluster] [-- MSBUILD-PROPERTY ...]"
}

stop() {
  echo "tests/run.sh: $1" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --engine) [ $# -ge 2 ] || stop "--engine needs a value: Embedded or Cluster"; engine=$2; shift 2 ;;
    --engine=*) engine=${1#--engine=}; shift ;;
    --help | -h) usage; exit 0 ;;
    --) shift; properties=("$@"); break ;;
    *) usage >&2; stop "'$1' is not an option" ;;
  esac
done
case $engine in
  Embedded) artifacts=$root/artifacts ;;
  Cluster) artifacts=$root/artifacts/cluster ;;
  *) stop "--engine is '$engine'; expected Embedded or Cluster" ;;
esac
results=$root/artifacts/test-results

# --- what the tests need -------------------------------------------------------------------------------------

has() { command -v "$1" > /dev/null 2>&1; }
has_postgres() { has postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null; }

missing_packages() {
  has_postgres || echo postgresql-15
  [ -n "${CHROMIUM:-}" ] || has chromium-headless-shell || has google-chrome || echo chromium-headless-shell
  # Pages in Chinese are looked at in pictures.
  [ -e /usr/share/fonts/truetype/wqy/wqy-microhei.ttc ] || echo fonts-wqy-microhei
  has promtool || echo prometheus
  has amtool || echo prometheus-alertmanager
  has shellcheck || echo shellcheck
  has haproxy || [ -x /usr/sbin/haproxy ] || echo haproxy
  has logrotate || [ -x /usr/sbin/logrotate ] || echo logrotate
  has docker-compose || [ -x /usr/libexec/docker/cli-plugins/docker-compose ] || echo docker-compose
  has node || echo nodejs
  has npm || echo npm
}

install_packages() {
  local packages=$1 policy=/usr/sbin/policy-rc.d own_policy=
  echo "Installing: ${packages//$'\n'/ }"
  # The tests start what they need themselves: no installed service may start on its own.
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy" && chmod +x "$policy" && own_policy=yes
  fi
  # shellcheck disable=SC2086 # one word a package
  {
    apt-get update -q &&
      DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends $packages
  } > "$results/apt.log" 2>&1
  local code=$?
  [ -z "$own_policy" ] || rm -f "$policy"
  if [ $code -ne 0 ]; then
    tail -n 30 "$results/apt.log" >&2
    stop "apt-get could not install: ${packages//$'\n'/ }"
  fi
}

install_clients() {
  [ -f tests/clients/package-lock.json ] || return 0
  # npm writes this copy of the lock file once everything in it is in place.
  [ tests/clients/node_modules/.package-lock.json -nt tests/clients/package-lock.json ] && return 0
  echo "Installing the npm packages of tests/clients"
  if ! npm ci --prefix tests/clients --no-audit --no-fund > "$results/npm.log" 2>&1; then
    tail -n 30 "$results/npm.log" >&2
    stop "npm could not install the packages of tests/clients"
  fi
}

prepare() {
  has dotnet || stop "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
  rm -rf "$results" 2> /dev/null || stop "cannot clear $results"
  mkdir -p "$results" || stop "cannot write to $results"
}

install() {
  local packages
  packages=$(missing_packages)
  if [ -n "$packages" ]; then
    if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
      stop "missing, install as root first: apt-get install ${packages//$'\n'/ }"
    fi
    install_packages "$packages"
  fi
  install_clients
}

# Chromium's shell draws the same pages as the whole browser, in half the time.
choose_browser() {
  export CHROMIUM=${CHROMIUM:-$(command -v chromium-headless-shell || command -v google-chrome)}
}

build() {
  local started=$SECONDS
  echo "Building (engine $engine)"
  # One compiler for all projects takes less time than one for each. It would wait for more work, so it is ended.
  local code=0 compilers compiler
  compilers=$(pgrep -f VBCSCompiler)
  dotnet build OrleansTrading.sln -c Release -v q --nologo -p:OrleansEngine="$engine" -p:UseSharedCompilation=true \
    ${properties[@]+"${properties[@]}"} > "$results/build.log" 2>&1 || code=$?
  for compiler in $(pgrep -f VBCSCompiler); do
    grep -qx "$compiler" <<< "$compilers" || kill "$compiler" 2> /dev/null
  done
  if [ $code -ne 0 ]; then
    grep -E ': (error|warning) |error MSB' "$results/build.log" | sort -u | head -n 60 >&2
    tail -n 5 "$results/build.log" >&2
    stop "the build failed; all of it is in $results/build.log"
  fi
  echo "Built in $((SECONDS - started)) s"
}

# --- one project ---------------------------------------------------------------------------------------------

# Writes NAME.log, NAME.xml and NAME.counts: passed failed skipped.
run_project() {
  local name=$1 limit=$2 started=$SECONDS
  shift 2
  local executable=$artifacts/bin/$name/release/$name code verdict=ok
  if [ -x "$executable" ]; then
    # The inner shell keeps "Aborted" and the like off the screen; the verdict says it.
    (timeout --kill-after=10 "$limit" "$executable" -noLogo -noColor -longRunning 60 "$@" -xml "$results/$name.xml" \
      > "$results/$name.log" 2>&1 < /dev/null; exit $?) 2> /dev/null
    code=$?
  else
    echo "The build made no $executable" > "$results/$name.log"
    code=127
  fi
  local passed=0 failed=0 skipped=0 errors=0 totals=
  [ ! -f "$results/$name.xml" ] || totals=$(grep -o '<assembly [^>]*>' "$results/$name.xml" | head -n 1)
  if [ -n "$totals" ]; then
    passed=$(attribute passed "$totals") failed=$(attribute failed "$totals")
    skipped=$(attribute skipped "$totals") errors=$(attribute errors "$totals")
    failed=$((failed + errors))
  fi
  # A project that ends badly without saying which test failed counts as one failure.
  if [ $code -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
    verdict="ended with code $code"
    [ $code -ne 124 ] && [ $code -ne 137 ] || verdict="killed after $limit s"
  fi
  [ "$failed" -eq 0 ] || [ "$verdict" != ok ] || verdict=FAILED
  [ $((passed + failed + skipped)) -gt 0 ] || verdict='holds no test'
  echo "$passed $failed $skipped" > "$results/$name.counts"
  printf '%-36s %5d passed %4d failed %4d skipped %5d s  %s\n' \
    "$name" "$passed" "$failed" "$skipped" $((SECONDS - started)) "$verdict"
}

attribute() {
  local value
  value=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<< "$2")
  echo "${value:-0}"
}

# What a log says of failures: each failed test with its message, or where the process broke off.
failures_of() {
  if grep -qE '\[(FAIL|ERROR)\]' "$1"; then
    grep -E -A 40 '\[(FAIL|ERROR)\]' "$1" | head -n 400
  elif [ "$(wc -l < "$1")" -le 60 ]; then
    cat "$1"
  else
    head -n 30 "$1"
    echo '...'
    tail -n 30 "$1"
  fi
}

# --- all of them ---------------------------------------------------------------------------------------------

run_all() {
  local together=() alone=() project name
  for project in tests/*.Tests/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    case $name in
      *.EndToEnd.*) alone+=("$name") ;;
      *) together+=("$name") ;;
    esac
  done
  for name in ${together[@]+"${together[@]}"}; do
    while [ "$(jobs -rp | wc -l)" -ge $parallel ]; do
      wait -n
    done
    run_project "$name" $time_limit &
  done
  wait
  for name in ${alone[@]+"${alone[@]}"}; do
    run_project "$name" $time_limit_alone -maxThreads $threads_alone
  done
}

sum_up() {
  local passed=0 failed=0 skipped=0 file name p f s
  for file in "$results"/*.counts; do
    [ -e "$file" ] || continue
    read -r p f s < "$file"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    [ "$f" -gt 0 ] || continue
    name=$(basename "$file" .counts)
    echo
    echo "--- $name"
    failures_of "$results/$name.log" | cut -c 1-400
  done
  if [ "$skipped" -gt 0 ]; then
    echo
    grep -h -A 1 '\[SKIP\]' "$results"/*.log | grep -v '^--$'
  fi
  echo
  local line="$passed passed, $failed failed"
  [ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
  [ $((passed + failed)) -gt 0 ] || echo "No test ran."
  echo "$line"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

prepare
# The build needs none of it.
install &
installing=$!
build
wait $installing || exit 1
choose_browser
run_all
sum_up
