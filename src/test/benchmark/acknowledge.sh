#!/usr/bin/env bash
# Deliveries acknowledged a second, of 8 KB each: the shipped server, whose deliveries are on the
# disk by then, on both of its databases, beside Probot, which keeps none.
#
#   mvn -DskipTests package && src/test/benchmark/acknowledge.sh [SECONDS [ROUNDS]]
#
# Needs ../shared, Node.js 20 and wrk, which it installs where apt-get can. Everything else that it
# writes is below target/benchmark.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

seconds=${1:-10}
rounds=${2:-3}
warm_up=30 # by then the Java server's code is compiled, mostly
settling=5 # at each number of connections
here=src/test/benchmark
work=$PWD/target/benchmark
secret=0123456789abcdef0123456789abcdef
port=3900
rm -rf "$work/run"
mkdir -p "$work/run"

command -v wrk >/dev/null || apt-get install -y wrk >/dev/null
if [[ ! -d $work/probot/node_modules/probot ]]; then
  mkdir -p "$work/probot"
  (cd "$work/probot" && npm init -y >/dev/null && npm install --no-audit --no-fund probot@14.3.2 >/dev/null)
fi
cp "$here/app.mjs" "$work/probot/"

# GitHub's example of a push, but to a branch that nobody cares for: as most deliveries it calls
# for nothing but being kept.
payload=$work/run/payload.json
sed 's#"ref": *"refs/heads/[^"]*"#"ref":"refs/heads/side"#' ../shared/fixtures/webhooks/push.json \
  >"$payload"
# The servers warm up with a small one, so that the file is not much larger than a month's is.
small=$work/run/small.json
cat >"$small" <<'JSON'
{"ref":"refs/heads/side","installation":{"id":1},
 "repository":{"id":1,"full_name":"octo-org/demo","default_branch":"main"}}
JSON
openssl genrsa -traditional -out "$work/run/key.pem" 2048 2>/dev/null

export APP_ID=1 WEBHOOK_SECRET=$secret PORT=$port HOST=127.0.0.1 LOG_LEVEL=error
export GITHUB_API_URL=http://127.0.0.1:9 NODE_ENV=production
PRIVATE_KEY=$(cat "$work/run/key.pem")
export PRIVATE_KEY

running=0
postgres=0
finish() {
  for process in $running $postgres; do
    ((process == 0)) || kill "$process" 2>/dev/null || true
  done
  wait 2>/dev/null || true
}
trap finish EXIT

await_port() {
  for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
    sleep 0.1
  done
  echo "the server did not start: see $work/run" >&2
  exit 1
}

start_probot() {
  (cd "$work/probot" && exec node node_modules/probot/bin/probot.js run ./app.mjs) \
    >"$work/run/probot.log" 2>&1 &
  running=$!
  path=/api/github/webhooks
}

start_countersign() {
  DATABASE_URL=$1 SIGSTORE_TRUSTED_ROOT=../shared/fixtures/trusted-roots/production.json \
    java -jar target/countersign.jar serve >>"$work/run/countersign.log" 2>&1 &
  running=$!
  path=/webhook
}

stop() {
  kill "$running"
  wait "$running" 2>/dev/null || true
  running=0
}

# Drives so many connections for so many seconds with this payload.
drive() {
  local signature
  signature="sha256=$(openssl dgst -sha256 -hmac "$secret" -r "$3" | cut -d' ' -f1)"
  wrk -t2 -c"$1" -d"$2s" --latency -s "$here/deliver.lua" "http://127.0.0.1:$port$path" \
    -- "$3" "$signature" "$RANDOM" | awk '/^RESULT/ { print $2, $3, $4, $5 }'
}

classpath=target/test-classes:target/classes:$(mvn -o -q dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile=/dev/stdout | tail -1)
mkfifo "$work/run/hold"
java -cp "$classpath" dev.countersign.endurance.PostgresProcess \
  <"$work/run/hold" >"$work/run/postgres.url" 2>"$work/run/postgres.log" &
postgres=$!
exec 9>"$work/run/hold"
until [[ -s $work/run/postgres.url ]]; do sleep 0.2; done

printf '%-24s %5s %5s %12s %9s %9s %7s\n' server round conn. deliveries/s 'p50 ms' 'p99 ms' failed
for round in $(seq "$rounds"); do
  for server in probot countersign-sqlite countersign-postgres; do
    case $server in
      probot) start_probot ;;
      countersign-sqlite) start_countersign "jdbc:sqlite:$work/run/round-$round.db" ;;
      countersign-postgres) start_countersign "$(cat "$work/run/postgres.url")" ;;
    esac
    await_port
    drive 32 "$warm_up" "$small" >/dev/null
    for connections in 16 64; do
      drive "$connections" "$settling" "$payload" >/dev/null
      read -r rate p50 p99 failed < <(drive "$connections" "$seconds" "$payload")
      printf '%-24s %5s %5s %12s %9s %9s %7s\n' \
        "$server" "$round" "$connections" "$rate" "$p50" "$p99" "$failed"
    done
    stop
  done
done
