#!/usr/bin/env bash
# Memory of an idle WebSocket and CPU of an echoed message of 128 bytes through proxypass, httpd and
# nginx, in turn, on this machine: ratios hold, absolute figures are this machine's. Loopback only.
# Needs: java, nginx, apache2; the WAR in target/; twice as many open files as tunnels, and some.
# Ends only what it started.
#   src/test/benchmark/tunnels.sh [TUNNELS] [SECONDS]
set -eu
tunnels=${1:-2000} seconds=${2:-8}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
war=${WAR:-target/proxypass.war}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

needed=$((tunnels * 2 + 500))
if [ "$(ulimit -n)" != unlimited ] && [ "$(ulimit -n)" -lt "$needed" ]; then
  ulimit -n "$needed" || { echo "needs ulimit -n $needed" >&2; exit 1; }
fi

backend_port=18281 proxypass_port=18282 httpd_port=18283 nginx_port=18284
chmod 755 "$work"
as_user=""
if [ "$(id -u)" -eq 0 ]; then as_user=$'User nobody\nGroup nogroup'; fi
mkdir -p "$work/logs" "$work/tmp"

cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 1; worker_rlimit_nofile $needed; pid $work/nginx.pid; error_log $work/logs/nginx.log;
events { worker_connections $needed; }
http { access_log off; proxy_read_timeout 600s;
  client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp;
  uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
  server { listen 127.0.0.1:$nginx_port backlog=1024; location / { proxy_pass http://127.0.0.1:$backend_port;
    proxy_http_version 1.1; proxy_set_header Upgrade \$http_upgrade; proxy_set_header Connection upgrade; } } }
CONF
# Every tunnel of httpd holds a thread.
threads=64
processes=$(((tunnels + 200) / threads + 1))
modules=/usr/lib/apache2/modules
cat >"$work/httpd.conf" <<CONF
ServerRoot $work
PidFile $work/httpd.pid
ErrorLog $work/logs/httpd.log
Listen 127.0.0.1:$httpd_port
ServerName localhost
$as_user
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule proxy_module $modules/mod_proxy.so
LoadModule proxy_http_module $modules/mod_proxy_http.so
ThreadsPerChild $threads
ServerLimit $processes
MaxRequestWorkers $((processes * threads))
Timeout 600
ProxyPass /ws http://127.0.0.1:$backend_port/ws upgrade=websocket
CONF
cat >"$work/proxy.conf" <<CONF
Listen 127.0.0.1:$proxypass_port
ServerName localhost
Timeout 600
ProxyPass /ws ws://127.0.0.1:$backend_port/ws
CONF

"$java" "$here/Tunnels.java" backend $backend_port >"$work/logs/backend.log" 2>&1 & pids+=($!)
nginx -p "$work" -c "$work/nginx.conf" & pids+=($!); nginx_pid=$!
apache2 -DFOREGROUND -f "$work/httpd.conf" & pids+=($!); httpd_pid=$!
"$java" ${JAVA_OPTIONS:-} -jar "$war" -f "$work/proxy.conf" >"$work/logs/proxypass.out" 2>&1 & pids+=($!); proxypass_pid=$!

wait_for() {
  for _ in $(seq 300); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
    sleep 0.1
  done
  echo "nothing answers on port $1" >&2
  cat "$work"/logs/* >&2
  exit 1
}
for port in $backend_port $proxypass_port $httpd_port $nginx_port; do wait_for "$port"; done

processes_of() { echo "$1"; pgrep -P "$1" || true; }
ticks() {
  local total=0 pid
  for pid in $(processes_of "$1"); do
    total=$((total + $(awk '{print $14 + $15}' "/proc/$pid/stat" 2>/dev/null || echo 0)))
  done
  echo "$total"
}
# Memory in KiB, shared pages divided among those who share them. A JVM is asked to collect garbage first.
memory() {
  local total=0 pid
  if [ "$1" = "$proxypass_pid" ]; then "${java%java}jcmd" "$1" GC.run >/dev/null; sleep 1; fi
  for pid in $(processes_of "$1"); do
    total=$((total + $(awk '/^Pss:/ {print $2}' "/proc/$pid/smaps_rollup" 2>/dev/null || echo 0)))
  done
  echo "$total"
}

measure() { # name port pid
  local idle loaded before after
  idle=$(memory "$3")
  coproc ends { exec "$java" -Xmx512m "$here/Tunnels.java" client "$2" "$tunnels" "$seconds" 2>&1; }
  local ends_pid=$ends_PID line
  read -r line <&"${ends[0]}" || true
  if [ "$line" != open ]; then echo "$1: $line"; kill "$ends_pid" 2>/dev/null || true; return; fi
  loaded=$(memory "$3")
  before=$(ticks "$3")
  echo go >&"${ends[1]}"
  read -r line <&"${ends[0]}" || true
  after=$(ticks "$3")
  wait "$ends_pid" 2>/dev/null || true
  awk -v name="$1" -v kib=$((loaded - idle)) -v tunnels="$tunnels" -v ticks=$((after - before)) \
    -v hz="$(getconf CLK_TCK)" -v echoed="$line" -v seconds="$seconds" 'BEGIN {
      if (echoed + 0 == 0) { print name ": " echoed; exit }
      printf "%-10s %7.1f KiB/idle tunnel  %8.0f messages/s  %6.1f us CPU/message\n",
        name, kib / tunnels, echoed / seconds, ticks / hz * 1e6 / echoed }'
}

echo "$tunnels tunnels, $seconds s, $("$java" -version 2>&1 | head -1)"
for round in warm-up counts; do
  echo "round: $round"
  measure proxypass $proxypass_port $proxypass_pid
  measure httpd $httpd_port $httpd_pid
  measure nginx $nginx_port $nginx_pid
done
