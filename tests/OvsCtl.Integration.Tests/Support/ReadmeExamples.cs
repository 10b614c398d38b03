namespace OvsCtl.Integration.Tests.Support;

/// <summary>What to type for a line of the README that is no command as it stands.</summary>
internal static class ReadmeExamples
{
    // In the order of the README: lab hello is up from 'lab up' to 'lab down'.
    private static readonly Dictionary<string, string[]> s_examples = new()
    {
        ["ovsctl lab walk hello.yaml"] = ["ovsctl lab walk --yes hello.yaml"],
        ["ovsctl shell a"] = ["echo 'ip route' | ovsctl shell a | grep 'default via 10.0.0.254'"],
        ["ovsctl capture a icmp"] = ["(while sleep 0.2; do ovsctl ping a b -c 1; done) >/dev/null 2>&1 & ovsctl capture a icmp -c 2; kill $!"],
        ["ovsctl iperf a b"] = ["ovsctl iperf a b -t 1"],
        ["ovsctl link a down|up"] = ["ovsctl link a down", "! ovsctl ping a b -c 1 -W 0.2", "ovsctl link a up", "ovsctl ping a b"],
        ["ovsctl shape a rate=10mbit"] = ["ovsctl shape a rate=10mbit", "ovsctl shape a | grep 10mbit", "ovsctl shape a none"],
        ["ovsctl flow watch s1"] = ["timeout 3 ovsctl flow watch s1; [ $? -eq 124 ]"],
        ["ovsctl flow add|del s1 FLOW"] = ["ovsctl flow add s1 'table=9,priority=7,arp,actions=NORMAL'", "ovsctl flow list s1 table=9 | grep NORMAL", "ovsctl flow del s1 table=9"],
        ["ovsctl flow explain 'FLOW'"] = ["ovsctl flow explain 'table=1,priority=5,arp,actions=FLOOD'"],
        ["ovsctl lab export hello"] = ["ovsctl lab export hello", "ovsctl lab export hello.yaml", "ovsctl schema", "ovsctl completion bash", "ovsctl completion zsh", "ovsctl completion fish", "ovsctl man"],
        ["ovsctl bridge show"] = ["ovsctl bridge show", "ovsctl port list", "ovsctl group list", "ovsctl meter list", "ovsctl topology", "ovsctl top --interval 0.2"],
        ["ovsctl lab graph -o svg"] = ["ovsctl lab graph -o svg", "ovsctl lab graph -o text", "ovsctl lab graph -o dot", "ovsctl lab graph -o mermaid"],
        ["ovsctl lab status -w"] = ["timeout 3 ovsctl lab status -w; [ $? -eq 124 ]"],
        ["ovsctl events -w"] = ["timeout 3 ovsctl events -w; [ $? -eq 124 ]"],
        ["ovsctl lab pause|resume hello"] = ["ovsctl lab pause hello", "ovsctl lab status hello | grep paused", "ovsctl lab resume hello"],
        ["ovsctl lab gc --dry-run"] = ["ovsctl lab gc --dry-run", "ovsctl lab gc"],
        ["ovsctl netns …"] =
        [
            "ovsctl netns add green", "ovsctl netns list | grep green", "ovsctl netns set green 7", "ovsctl netns list-id | grep 'nsid 7'", "sleep 60 & ovsctl netns attach mine $! && ovsctl netns pids mine && ovsctl netns identify $!; kill $!",
            "ip link add x0 type veth peer name x1 netns green", "ovsctl netns peer x0 | grep x1", "ovsctl netns exec green ip link", "timeout 3 ovsctl netns watch; [ $? -eq 124 ]", "ovsctl netns del green", "ovsctl netns del mine",
        ],
        ["ovsctl link [HOST]"] = ["ovsctl link", "ovsctl link add root:d0 bridge", "ovsctl link set root:d0 up", "ovsctl link features root:d0", "ovsctl link del root:d0"],
        ["ovsctl addr|route|arp [HOST]"] = ["ovsctl addr", "ovsctl route", "ovsctl arp"],
        ["ovsctl rule [HOST]"] = ["ovsctl rule", "ovsctl rule add root from 10.77.0.0/16 lookup 77", "ip rule | grep 'lookup 77'", "ovsctl rule del root from 10.77.0.0/16 lookup 77"],
        ["ovsctl nat list|del"] =
        [
            "nft 'add table inet mine; add chain inet mine post { type nat hook postrouting priority 100; }; add rule inet mine post oifname x0 masquerade'", "ovsctl nat list | grep mine",
            "ovsctl nat del mine $(nft -a list table inet mine | sed -n 's/.*masquerade # handle //p')", "! ovsctl nat list | grep mine",
        ],
        ["ovsctl bridge|port add|del"] = ["ovsctl bridge add mine", "ip link add d1 type veth peer name d2", "ovsctl port add mine d1", "ovsctl port del mine d1", "ovsctl bridge del mine"],
        ["ovsctl ovsdb list-dbs|schema|dump|monitor|transact|wait"] =
        [
            "ovsctl ovsdb list-dbs", "ovsctl ovsdb schema", "ovsctl ovsdb dump Bridge", "timeout 3 ovsctl ovsdb monitor Bridge; [ $? -eq 124 ]",
            """ovsctl ovsdb transact '["Open_vSwitch",{"op":"select","table":"Bridge","where":[],"columns":["name"]}]'""", "ovsctl ovsdb wait --state connected",
        ],
        ["ovsctl ofp decode [FILE]"] = ["echo 0400000800000001 | ovsctl ofp decode"],
        ["ovsctl ofp encode"] = ["echo 'arp,actions=drop' | ovsctl ofp encode"],
    };

    public static IEnumerable<string> Of(string line) => s_examples.GetValueOrDefault(line) ?? [line];
}
