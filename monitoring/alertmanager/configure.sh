#!/bin/sh
# Writes Alertmanager's whole configuration: alertmanager.yml with the ways of telling that the environment names.
#
#   sh configure.sh FILE
#
# What is not set is not told by. A value that is a secret can be read from a file instead: NAME_FILE=/run/secrets/name.
#
#   ALERT_WEBHOOK_URL        where to post (http or https); a secret
#   ALERT_WEBHOOK_TOKEN      sent as a bearer token; a secret
#   ALERT_TELEGRAM_TOKEN     the bot's token; a secret
#   ALERT_TELEGRAM_CHAT      the chat's number
#   ALERT_EMAIL_TO           addresses, separated by commas
#   ALERT_EMAIL_FROM         the sender's address
#   ALERT_EMAIL_SERVER       host:port of the mail server, which must offer STARTTLS
#   ALERT_EMAIL_USER         who signs in there; empty for nobody
#   ALERT_EMAIL_PASSWORD     a secret
#
# FILE holds the secrets in the end: it is made readable by its owner alone. Keep it out of what is stored or shared.
set -eu
umask 077

fail() {
  echo "configure.sh: $1" >&2
  exit 1
}

# The value of a variable, or what the file that NAME_FILE names holds.
value() {
  eval "plain=\${$1:-} file=\${$1_FILE:-}"
  if [ -n "$file" ]; then
    [ -z "$plain" ] || fail "both $1 and $1_FILE are set"
    [ -r "$file" ] || fail "$1_FILE: cannot read $file"
    plain=$(cat "$file")
  fi
  case $plain in
    *"
"*) fail "$1 has more than one line" ;;
  esac
  printf '%s' "$plain"
}

# A YAML scalar in single quotes.
quoted() {
  printf "'%s'" "$(printf '%s' "$1" | sed "s/'/''/g")"
}

[ $# -eq 1 ] || fail "expected the file to write"
output=$1
base=$(dirname "$0")/alertmanager.yml

webhook_url=$(value ALERT_WEBHOOK_URL)
webhook_token=$(value ALERT_WEBHOOK_TOKEN)
telegram_token=$(value ALERT_TELEGRAM_TOKEN)
telegram_chat=$(value ALERT_TELEGRAM_CHAT)
email_to=$(value ALERT_EMAIL_TO)
email_from=$(value ALERT_EMAIL_FROM)
email_server=$(value ALERT_EMAIL_SERVER)
email_user=$(value ALERT_EMAIL_USER)
email_password=$(value ALERT_EMAIL_PASSWORD)

receivers=
add() {
  receivers="$receivers$1
"
}

if [ -n "$webhook_url" ]; then
  add "    webhook_configs:"
  add "      - url: $(quoted "$webhook_url")"
  add "        send_resolved: true"
  if [ -n "$webhook_token" ]; then
    add "        http_config:"
    add "          authorization:"
    add "            credentials: $(quoted "$webhook_token")"
  fi
elif [ -n "$webhook_token" ]; then
  fail "ALERT_WEBHOOK_TOKEN is set, and ALERT_WEBHOOK_URL is not"
fi

if [ -n "$telegram_token" ] || [ -n "$telegram_chat" ]; then
  [ -n "$telegram_token" ] || fail "ALERT_TELEGRAM_CHAT is set, and ALERT_TELEGRAM_TOKEN is not"
  printf '%s' "$telegram_chat" | grep -Eq '^-?[0-9]+$' || fail "ALERT_TELEGRAM_CHAT must be a number"
  add "    telegram_configs:"
  add "      - bot_token: $(quoted "$telegram_token")"
  add "        chat_id: $telegram_chat"
  add "        send_resolved: true"
fi

if [ -n "$email_to" ]; then
  [ -n "$email_from" ] || fail "ALERT_EMAIL_TO is set, and ALERT_EMAIL_FROM is not"
  [ -n "$email_server" ] || fail "ALERT_EMAIL_TO is set, and ALERT_EMAIL_SERVER is not"
  add "    email_configs:"
  add "      - to: $(quoted "$email_to")"
  add "        from: $(quoted "$email_from")"
  add "        smarthost: $(quoted "$email_server")"
  add "        require_tls: true"
  add "        send_resolved: true"
  if [ -n "$email_user" ]; then
    add "        auth_username: $(quoted "$email_user")"
    add "        auth_password: $(quoted "$email_password")"
  fi
fi

# Every receiver of the base tells by all of them. Made anew, so that it is never readable by others.
rm -f "$output"
{
  while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\n' "$line"
    case $line in
      "  - name: "*) printf '%s' "$receivers" ;;
    esac
  done < "$base"
} > "$output"
