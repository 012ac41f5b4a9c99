#!/usr/bin/env bash
# Runs all tests. It needs Go, Chromium, Firefox, WebKit's driver and Xvfb; those that
# are missing it installs where it may.
# It stops at the first stage that fails; in the end it says what took long, and
# its last line counts what passed and failed: tests, and each other check as one.
# ZSCAPE_SHARDS says how many browsers test the page at once, instead of one for
# each processor.
#
#	./test.sh -fuzz 10m
#
# runs all fuzz tests instead, for that long together. An input that fails is kept
# below testdata/fuzz, where the usual tests find it.
set -euo pipefail
cd "$(dirname "$0")"

# The Go that go.mod names, whichever is installed. The go command fetches it.
GOTOOLCHAIN=go$(sed -n 's/^go //p' go.mod)
export GOTOOLCHAIN

tmp=$(mktemp -d)
passed=0 failed=0
finish() {
	local status=$?
	lap
	echo
	echo "What took long:"
	sort -rns "$tmp/times" | sed -n 1,20p
	rm -rf "$tmp"
	# A stage that fails without a count of its own is one failure.
	if ((status != 0 && failed == 0)); then failed=1; fi
	echo
	echo "$passed passed, $failed failed"
	if ((status == 0 && failed > 0)); then exit 1; fi
}
trap finish EXIT

# stage begins a part of the whole; lap notes how long the one that ends took.
running='' begun=0
: >"$tmp/times"
stage() {
	lap
	running=$1 begun=$SECONDS
	printf '\n== %s (at %d s)\n' "$running" "$SECONDS"
}
lap() {
	if [[ -n $running ]]; then printf '%6d s  %s\n' $((SECONDS - begun)) "$running" >>"$tmp/times"; fi
}

# check runs a command that passes or fails as a whole.
check() {
	"$@"
	passed=$((passed + 1))
}

# count HIDE COMMAND runs go test -v, shows the lines that do not match HIDE,
# counts tests, and notes those of 10 s and more.
count() {
	local hide=$1 status=0
	shift
	"$@" 2>&1 | tee "$tmp/log" | { grep --line-buffered -vE "$hide" || true; } || status=$?
	passed=$((passed + $(grep -c '^--- PASS' "$tmp/log" || true)))
	failed=$((failed + $(grep -cE '^--- FAIL|^FAIL.*\[(build|setup) failed\]' "$tmp/log" || true)))
	awk '/^--- / { t = substr($4, 2) + 0; if (t >= 10) printf "%6d s    %s\n", t, $3 }' "$tmp/log" >>"$tmp/times"
	return "$status"
}

noise='^ *===|^(PASS|-test\.shuffle .*)$|\[no test files\]'

# js runs a command for the page's target.
js() { GOOS=js GOARCH=wasm "$@"; }

# there reports whether one of some programs is there.
there() {
	local name
	for name in "$@"; do
		if command -v "$name" >/dev/null; then return 0; fi
	done
	return 1
}

# install_browsers installs the browsers that are not there.
install_browsers() {
	local sudo=() missing=()
	there "${CHROMIUM:-chromium}" chromium chromium-browser google-chrome google-chrome-stable || missing+=(chromium)
	there "${FIREFOX:-firefox-esr}" firefox-esr firefox || missing+=(firefox-esr)
	there WebKitWebDriver || missing+=(webkit2gtk-driver)
	there Xvfb || missing+=(xvfb)
	if ((${#missing[@]} == 0)); then return 0; fi
	if ((EUID != 0)); then sudo=(sudo -n); fi
	if ! command -v apt-get >/dev/null || ! "${sudo[@]}" true 2>/dev/null; then
		echo "Browsers are not there, and cannot be installed here: install the packages ${missing[*]}, or set CHROMIUM and FIREFOX to the programs."
		return 1
	fi
	"${sudo[@]}" apt-get update -q
	"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
}

format() {
	local files
	files=$(gofmt -l .)
	if [[ -n $files ]]; then
		echo "not formatted by gofmt:"
		echo "$files"
		return 1
	fi
}

# fuzz TIME runs each fuzz test for its part of the time. TIME is a number of
# seconds, minutes or hours: 90s, 10m, 1h.
fuzz() {
	local seconds package name targets=() status=0
	case $1 in
	*[0-9]s) seconds=${1%s} ;;
	*[0-9]m) seconds=$((${1%m} * 60)) ;;
	*[0-9]h) seconds=$((${1%h} * 3600)) ;;
	*)
		echo "-fuzz $1: a time is wanted, as 90s, 10m or 1h"
		return 2
		;;
	esac
	stage "finding the fuzz tests"
	while read -r name; do
		case $name in
		Fuzz*) targets+=("$name") ;;
		ok*) # the package of those before
			read -r _ package _ <<<"$name"
			for name in ${targets[@]+"${targets[@]}"}; do printf '%s %s\n' "$package" "$name"; done
			targets=()
			;;
		esac
	done < <(go test -list '^Fuzz' $(go list ./... | grep -vE '^zscape/(wasm|scene/screen)(/|$)')) >"$tmp/fuzz"
	local each=$((seconds / $(wc -l <"$tmp/fuzz")))
	while read -r package name; do
		stage "$package $name for $((each > 0 ? each : 1)) s"
		# To make an input small that covers more takes a minute by default, in which nothing
		# else is tried.
		if go test -run '^$' -fuzz "^$name\$" -fuzztime "$((each > 0 ? each : 1))s" -fuzzminimizetime 100x "$package" >"$tmp/log" 2>&1; then
			passed=$((passed + 1))
			grep elapsed "$tmp/log" | tail -n 1
		else
			failed=$((failed + 1)) status=1
			cat "$tmp/log"
		fi
	done <"$tmp/fuzz"
	return "$status"
}

if [[ ${1-} == -fuzz ]]; then
	fuzz "${2-}"
	exit
fi

stage browsers
install_browsers

stage "gofmt and go mod tidy"
check format
check go mod tidy -diff
check go -C e2e mod tidy -diff

# Ebitengine needs a display natively, so what imports it is for the page alone.
screen=(./wasm/... ./scene/screen)
mapfile -t native < <(go list ./... | grep -vE '^zscape/(wasm|scene/screen)(/|$)')

stage "go vet"
check go vet "${native[@]}"
check js go vet "${screen[@]}"
check go -C e2e vet ./...

stage staticcheck
staticcheck=$(go tool -n staticcheck)
check "$staticcheck" "${native[@]}"
check js "$staticcheck" "${screen[@]}"
check env -C e2e "$staticcheck" ./...

stage "unit and golden tests"
count "$noise|^ *--- PASS" go test -v -shuffle=on -timeout 40m "${native[@]}"

# What is called from one event loop must not share memory with another.
stage "task and page under the race detector"
if command -v "$(go env CC)" >/dev/null; then
	check go test -race -short ./task ./page
else
	echo "left out: it needs a C compiler"
fi

stage "WebAssembly and its size"
check go run . build -budget "$tmp/site"

stage "the page in browsers"
export ZSCAPE_SITE=$tmp/site
count "$noise" go -C e2e test -v -count=1 -timeout 60m -parallel "${ZSCAPE_SHARDS:-$(getconf _NPROCESSORS_ONLN)}" .
