#!/usr/bin/env bash
# Publishes out/ovsctl and out/ovsctld, compiled ahead of time. Quick when nothing has changed.
. "$(dirname "$0")/scripts/common.sh"
cd "$root"
ensure_dotnet

case $(uname -m) in
    x86_64) rid=linux-x64 ;;
    aarch64) rid=linux-arm64 ;;
    *) die 6 "no ahead-of-time compiler for $(uname -m)" ;;
esac

stamp=out/.built
if [ -e "$stamp" ] && [ -z "$(find src proto labs/lab.schema.json Directory.*.props global.json build.sh -name bin -prune -o -name obj -prune -o -newer "$stamp" -type f -print -quit)" ]; then
    exit 0
fi

started=$(mktemp)
log=$(mktemp)
trap 'rm -f "$started" "$log"' EXIT
say "building out/ovsctl and out/ovsctld"
for project in OvsCtl.Daemon OvsCtl.Cli; do
    dotnet publish "src/$project" -c Release -r "$rid" --no-self-contained -p:PublishReadyToRun=true -p:PublishDocumentationFiles=false -p:CopyOutputSymbolsToPublishDirectory=false \
        -p:UseSharedCompilation=true -o out >"$log" 2>&1 || { cat "$log" >&2; die 1 "the build failed"; }
done
touch -r "$started" "$stamp"
