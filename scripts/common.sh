# Shared by build.sh, run.sh and test.sh; sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }

die() { # exit code, message
    local code=$1
    shift
    say "error: $*"
    exit "$code"
}

# ensure_packages PACKAGE...: installs what dpkg does not know as installed. Nothing happens when all is there.
ensure_packages() {
    local missing=() package
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)" = "install ok installed" ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get >/dev/null || die 6 "missing: ${missing[*]}; install them with this system's package manager"
    [ "$(id -u)" -eq 0 ] || die 6 "missing packages: ${missing[*]}; install them with: sudo apt-get install ${missing[*]}"
    say "installing ${missing[*]}"
    # An old list may name versions that are gone: a second try with a fresh one.
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && return
    apt-get update -qq || die 1 "apt-get update failed"
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null || die 1 "could not install ${missing[*]}"
}

# sudo resets PATH, and many people have the SDK in their home.
ensure_dotnet() {
    local home directory
    home=$(getent passwd "${SUDO_USER:-$(id -un)}" | cut -d: -f6)
    for directory in "" "$home/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
        [ -z "$directory" ] || [ -x "$directory/dotnet" ] || continue
        if PATH=${directory:+$directory:}$PATH dotnet --list-sdks 2>/dev/null | grep -q '^1[0-9]\.'; then
            PATH=${directory:+$directory:}$PATH
            # The programs built here look for the runtime by themselves.
            DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
            export PATH DOTNET_ROOT
            return
        fi
    done
    die 6 "the .NET 10 SDK is missing; see https://dotnet.microsoft.com/download (Debian and Ubuntu packages, or dotnet-install.sh)"
}

# as_owner COMMAND...: under sudo, the files of a build belong to the person, not to root.
as_owner() {
    if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_USER:-}" ] && [ "$SUDO_USER" != root ] && [ "$(stat -c %U "$root")" = "$SUDO_USER" ]; then
        sudo -u "$SUDO_USER" -H env PATH="$PATH" DOTNET_ROOT="${DOTNET_ROOT:-}" "$@"
    else
        "$@"
    fi
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
run_packages=(openvswitch-switch nftables libnftables1 util-linux iproute2 python3)
# Programs are linked to native code; whoever cannot install a linker gets programs for the .NET runtime.
command -v clang >/dev/null || command -v gcc >/dev/null || [ "$(id -u)" -ne 0 ] || run_packages+=(gcc libc6-dev)
