#!/usr/bin/env bash
# Builds with warnings as errors, checks formatting, runs every test; closes with 'N passed, N failed, N skipped'.
# Each test project runs in a sandbox of its own: network, mount and PID namespaces that end with it.
#   ./test.sh [PART-OF-A-PROJECT-NAME...]    only the projects whose name contains a part, e.g. ./test.sh Netns Cli
. "$(dirname "$0")/scripts/common.sh"
cd "$root"
ensure_packages "${run_packages[@]}" openvswitch-common openssl iputils-ping tcpdump ethtool curl procps python3-grpcio python3-protobuf
ensure_dotnet
[ -r /dev/net/tun ] && [ -w /dev/net/tun ] || die 6 "/dev/net/tun cannot be opened for reading and writing; as root: modprobe tun; chmod 666 /dev/net/tun"

as_owner "$root/build.sh"
say "building the tests"
as_owner dotnet build OvsCtl.sln -c Release -warnaserror -p:UseSharedCompilation=true -v quiet --nologo >&2
# The check takes minutes: one that has passed is not made again for the same files.
sources=$(git ls-files -z --cached --others --exclude-standard -- '*.cs' .editorconfig 2>/dev/null | xargs -0 cat 2>/dev/null | sha256sum)
if [ "$(cat out/.formatted 2>/dev/null)" != "$sources" ]; then
    say "checking the format"
    as_owner dotnet format OvsCtl.sln --no-restore --verify-no-changes >&2 || die 1 "not formatted; run: dotnet format OvsCtl.sln"
    echo "$sources" >out/.formatted
fi
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
userns=()
[ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
failed_to_run=0
for project in tests/*.Tests; do
    name=$(basename "$project")
    if [ $# -gt 0 ]; then
        wanted=
        for part in "$@"; do case $name in *"$part"*) wanted=1 ;; esac done
        [ -n "$wanted" ] || continue
    fi
    say "== $name"
    # A test host that dies leaves no result file: that counts as a failure too.
    OVSCTL_TEST_SANDBOX=1 OVSCTL_BIN="$root/out" timeout --kill-after=10 1500 \
        unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc \
        sh -c 'mount -t tmpfs tmpfs /run && ip link set lo up && "$@"; exit $?' sh \
        "$project/bin/Release/net10.0/$name" -noLogo -noColor -trx "$results/$name.trx" </dev/null >&2 || failed_to_run=1
    [ -s "$results/$name.trx" ] || { say "$name wrote no results"; failed_to_run=1; }
done

# The failures once more, last: of a long log only the end may have been kept.
python3 - "$results"/*.trx >&2 <<'EOF'
import sys, xml.etree.ElementTree as xml
namespace = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"
for path in sys.argv[1:]:
    try:
        results = xml.parse(path).iter(namespace + "UnitTestResult")
    except (OSError, xml.ParseError) as problem:
        print(f"{path}: {problem}")
        continue
    for result in results:
        if result.get("outcome") == "Failed":
            texts = (result.find(f".//{namespace}{name}") for name in ("Message", "StackTrace"))
            print("FAILED", result.get("testName"), *(text.text for text in texts if text is not None), sep="\n    ")
EOF

read -r passed failed skipped <<<"$(cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | awk '
    { for (i = 1; i <= NF; i++) { split($i, kv, "\""); if (kv[1] == "total=") t += kv[2]; if (kv[1] == "passed=") p += kv[2]; if (kv[1] == "failed=") f += kv[2] } }
    END { print p + 0, f + 0, t - p - f }')"
[ "$failed_to_run" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
[ $((passed + failed)) -gt 0 ] || { say "no test ran"; failed=1; }
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
