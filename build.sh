#!/usr/bin/env bash
# Makes out/ovsctl and out/ovsctld: native executables, or programs for the .NET runtime where no native compiler can be had (OVSCTL_BUILD=ReadyToRun asks
# for the latter, which are built quicker and start slower). Nothing is done when nothing has changed.
. "$(dirname "$0")/scripts/common.sh"
cd "$root"
ensure_dotnet

case $(uname -m) in
    x86_64) rid=linux-x64 ;;
    aarch64) rid=linux-arm64 ;;
    *) die 6 "no ahead-of-time compiler for $(uname -m)" ;;
esac

how=${OVSCTL_BUILD:-Aot}
case $how in Aot | ReadyToRun) ;; *) die 2 "OVSCTL_BUILD=$how: allowed are Aot and ReadyToRun" ;; esac

# Two builds at once would link each other's half-written objects; the second finds the work done.
mkdir -p out
exec 9>out/.lock
flock -n 9 || { say "waiting for another build"; flock 9; }

stamp=out/.built
if [ "$(cat "$stamp" 2>/dev/null)" = "$how" ] && [ -z "$(find src proto labs/lab.schema.json Directory.*.props global.json build.sh -name bin -prune -o -name obj -prune -o -newer "$stamp" -type f -print -quit)" ]; then
    exit 0
fi

started=$(mktemp)
staging=$(mktemp -d)
trap 'rm -rf "$started" "$staging"' EXIT

# publish HOW: leaves both programs in $staging, or what went wrong in $staging/PROGRAM.log.
publish() {
    local program jobs=() job
    local common=(-c Release -r "$rid" "-p:Publish$1=true" -p:UseSharedCompilation=true)
    [ "$1" = Aot ] || common+=(--no-self-contained)
    # The libraries first and once; then the two compilers to machine code, each busy for minutes, beside each other.
    for program in Daemon Cli; do
        dotnet build "src/OvsCtl.$program" "${common[@]}" >"$staging/$program.log" 2>&1 || return
    done
    for program in Daemon Cli; do
        dotnet publish "src/OvsCtl.$program" "${common[@]}" --no-build -p:PublishDocumentationFiles=false \
            -p:CopyOutputSymbolsToPublishDirectory=false -o "$staging/$program" >"$staging/$program.log" 2>&1 &
        jobs+=($!)
    done
    for job in "${jobs[@]}"; do wait "$job" || { wait; return 1; }; done
}

say "building out/ovsctl and out/ovsctld (some minutes, when something has changed)"
# Compiler servers outlive the build and must not keep its lock.
if ! { [ "$how" = Aot ] && publish Aot 9>&-; }; then
    [ "$how" != Aot ] || say "no native code here: $(cat "$staging"/*.log | grep -m1 error | sed 's/ *\[[^]]*\]$//'); building for the .NET runtime instead, which starts more slowly"
    publish ReadyToRun 9>&- || { cat "$staging"/*.log >&2; die 1 "the build failed"; }
fi
mkdir "$staging/all"
cp -r "$staging"/{Daemon,Cli}/. "$staging/all"
rm -f out/*.{dll,pdb,json}
[ -e "$staging/all/ovsctl.dll" ] || rm -f "$staging/all"/*.pdb
# Moved and not written over: a program that runs keeps its file.
mv -f "$staging/all"/* out/
echo "$how" >"$stamp"
touch -r "$started" "$stamp"
