#!/bin/sh
# Times the surfaces computed by this module's packages, compiled to WebAssembly
# and run by Node, against the same surfaces computed by NumPy natively, one thread
# each, one after the other. Needs go, node and a python3 that has NumPy; set
# PYTHON to choose which.
#
#   bench/numpy.sh
set -eu
cd "$(dirname "$0")/.."

fail() { echo "bench/numpy.sh: $*" >&2; exit 1; }

command -v go >/dev/null || fail "go is missing"
command -v node >/dev/null || fail "node is missing: install Node.js to run the WebAssembly side"
python=
for p in ${PYTHON:-python3 /usr/bin/python3}; do
	if "$p" -c 'import numpy' 2>/dev/null; then
		python=$p
		break
	fi
done
[ -n "$python" ] || fail "numpy is missing: no python3 here can import it (Debian: apt-get install python3-numpy)"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for pkg in gaussian waves expr; do
	GOOS=js GOARCH=wasm go test -c -o "$tmp/$pkg.wasm" "./compute/$pkg"
done

export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
unset OPENBLAS_CORETYPE
exec_wasm="$(go env GOROOT)/lib/wasm/wasm_exec_node.js"
for pkg in gaussian waves expr; do
	bench=.
	if [ $pkg = expr ]; then bench='Grid/(sin.x.[+]cos|sin.x[*]y|exp|sin.r)'; fi
	node "$exec_wasm" "$tmp/$pkg.wasm" -test.run '^$' -test.bench "$bench" -test.count 5 -test.benchtime 0.3s >>"$tmp/wasm.txt"
done
echo "$(go env GOVERSION), node $(node --version)"
"$python" bench/surfaces.py "$tmp/wasm.txt"
