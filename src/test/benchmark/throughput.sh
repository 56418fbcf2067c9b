#!/usr/bin/env bash
# Throughput and CPU per request of a 1 KB keep-alive GET through proxypass, httpd and nginx, in turn,
# several rounds, on this machine: ratios hold, absolute figures are this machine's. Loopback only.
# Needs: java, wrk, nginx (the backend), apache2; the WAR in target/. Ends only what it started.
#   src/test/benchmark/throughput.sh [ROUNDS] [SECONDS] [plain|browser]
set -eu
rounds=${1:-3} seconds=${2:-8} shape=${3:-plain} connections=${CONNECTIONS:-64}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
war=${WAR:-target/proxypass.war}
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

backend_port=18181 proxypass_port=18182 httpd_port=18183 nginx_port=18184
chmod 755 "$work"
as_user=""
if [ "$(id -u)" -eq 0 ]; then as_user=$'User nobody\nGroup nogroup'; fi
mkdir -p "$work/www" "$work/logs" "$work/tmp"
head -c 1024 /dev/zero | tr '\0' 'x' >"$work/www/index.html"

# The browser shape answers with the header fields of an ordinary application.
fields=""
if [ "$shape" = browser ]; then
  fields='add_header Cache-Control "private, max-age=0"; add_header X-Frame-Options DENY; add_header X-Content-Type-Options nosniff; add_header Referrer-Policy same-origin; add_header Strict-Transport-Security "max-age=31536000; includeSubDomains"; add_header Vary "Accept-Encoding, Cookie"; add_header X-Request-Id 6f1e0d5ac0a14c7d; add_header Content-Language en; add_header Set-Cookie "SID=31d4d96e407aad42; Path=/; Secure; HttpOnly";'
fi

cat >"$work/backend.conf" <<CONF
daemon off; worker_processes 1; pid $work/backend.pid; error_log $work/logs/backend.log;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; keepalive_timeout 600s;
  client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp;
  uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
  server { listen 127.0.0.1:$backend_port; root $work/www; $fields } }
CONF
sed -e "s/backend\.pid/nginx.pid/; s/backend\.log/nginx.log/; s/listen 127.0.0.1:$backend_port/listen 127.0.0.1:$nginx_port/" \
  -e "s#root $work/www; .*#location / { proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ''; } } upstream backend { server 127.0.0.1:$backend_port; keepalive 128; keepalive_requests 100000000; } }#" \
  "$work/backend.conf" >"$work/nginx.conf"

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
MaxKeepAliveRequests 0
ProxyPass / http://127.0.0.1:$backend_port/
ProxyPassReverse / http://127.0.0.1:$backend_port/
CONF
cat >"$work/proxy.conf" <<CONF
Listen 127.0.0.1:$proxypass_port
ServerName localhost
ProxyPass / http://127.0.0.1:$backend_port/
ProxyPassReverse / http://127.0.0.1:$backend_port/
CONF

nginx -p "$work" -c "$work/backend.conf" & pids+=($!)
nginx -p "$work" -c "$work/nginx.conf" & pids+=($!); nginx_pid=$!
apache2 -DFOREGROUND -f "$work/httpd.conf" & pids+=($!); httpd_pid=$!
"$java" ${JAVA_OPTIONS:-} -jar "$war" -f "$work/proxy.conf" >"$work/logs/proxypass.out" 2>&1 & pids+=($!); proxypass_pid=$!

wait_for() {
  for _ in $(seq 200); do
    if curl -fso /dev/null "http://127.0.0.1:$1/"; then return; fi
    sleep 0.1
  done
  echo "nothing answers on port $1" >&2
  cat "$work"/logs/* >&2
  exit 1
}
for port in $backend_port $proxypass_port $httpd_port $nginx_port; do wait_for "$port"; done

# CPU ticks of a process and its children.
ticks() {
  local total=0 pid
  for pid in "$1" $(pgrep -P "$1" || true); do
    total=$((total + $(awk '{print $14 + $15}' "/proc/$pid/stat" 2>/dev/null || echo 0)))
  done
  echo "$total"
}

request_fields=()
if [ "$shape" = browser ]; then
  cookie=$(head -c 2000 /dev/zero | tr '\0' 'c')
  request_fields=(-H "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    -H "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    -H "Accept-Language: en-US,en;q=0.5" -H "Accept-Encoding: gzip, deflate, br, zstd" -H "DNT: 1"
    -H "Sec-GPC: 1" -H "Upgrade-Insecure-Requests: 1" -H "Sec-Fetch-Dest: document"
    -H "Sec-Fetch-Mode: navigate" -H "Sec-Fetch-Site: none" -H "Sec-Fetch-User: ?1" -H "Priority: u=0, i"
    -H "Pragma: no-cache" -H "Cache-Control: no-cache" -H "Referer: http://localhost/some/page"
    -H "Cookie: session=$cookie")
fi

measure() { # name port pid
  local before after
  before=$(ticks "$3")
  wrk -t2 -c"$connections" -d"${seconds}s" --latency "${request_fields[@]}" "http://127.0.0.1:$2/" >"$work/wrk"
  after=$(ticks "$3")
  awk -v name="$1" -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" '
    /requests in/ {requests = $1}
    /Requests\/sec/ {rate = $2}
    / 50% / {p50 = $2}
    / 99% / {p99 = $2}
    /Non-2xx/ {bad = $0}
    /Socket errors/ {bad = bad " " $0}
    END {printf "%-10s %9.0f req/s  %6.1f us CPU/req  p50 %8s  p99 %8s %s\n", name, rate, ticks / hz * 1e6 / requests, p50, p99, bad}' "$work/wrk"
}

echo "shape $shape, $connections connections, $seconds s a round, $("$java" -version 2>&1 | head -1)"
for warm in 1 2; do wrk -t2 -c"$connections" -d"${seconds}s" "${request_fields[@]}" "http://127.0.0.1:$proxypass_port/" >/dev/null; done
for _ in $(seq "$rounds"); do
  measure proxypass $proxypass_port $proxypass_pid
  measure httpd $httpd_port $httpd_pid
  measure nginx $nginx_port $nginx_pid
done
