using System.CommandLine;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

/// <summary>What <c>ethtool -k</c> and <c>-K</c> do, by the kernel's own names of the features.</summary>
internal sealed class LinkFeaturesCommand : LocalCommand
{
    public LinkFeaturesCommand(GlobalOptions globals)
        : base("features", "What a link leaves to hardware, by the kernel's names; with a name and on or off, change that.", "sudo ovsctl link features red:eth0", "sudo ovsctl link features red:eth0 tx-checksum-ip-generic off")
    {
        var end = EndArgument.Required();
        var change = new Argument<string[]>("FEATURE on|off") { Description = "A feature, and what it is to be.", Arity = new ArgumentArity(0, 2) };
        change.Validators.Add(result =>
        {
            if (result.Tokens is not ([] or [_, { Value: "on" or "off" }])) result.AddError("a feature is followed by 'on' or 'off'");
        });
        Arguments.Add(end);
        Arguments.Add(change);
        RunHere(globals, parse => ["link", "features", $"{parse.GetRequiredValue(end)}", .. parse.GetValue(change) ?? []], (parse, context) =>
        {
            var (host, name) = parse.GetRequiredValue(end);
            using var ns = NamedNamespaceAccess.Open(host);
            if (parse.GetValue(change) is [var feature, var state]) Change(ns, name, feature, state == "on");
            else Show(context, Ethtool.GetFeatures(ns, name));
        });
    }

    // The kernel passes over what it cannot change without a word.
    private static void Change(NetworkNamespace ns, string link, string name, bool isOn)
    {
        var features = Ethtool.GetFeatures(ns, link);
        var feature = features.FirstOrDefault(f => f.Name == name)
            ?? throw new CommandFailure(ExitCode.NotFound, $"{link} has no feature '{name}'{(NearestName.Find(name, features.Select(f => f.Name)) is { } near ? $"; did you mean '{near}'?" : "")}");
        if (feature.IsFixed && feature.IsOn != isOn) throw new CommandFailure(ExitCode.Failed, $"{name} of {link} is fixed: it is {State(feature)}");
        Ethtool.SetFeatures(ns, link, new Dictionary<string, bool> { [name] = isOn });
        if (Ethtool.GetFeatures(ns, link).FirstOrDefault(f => f.Name == name) is { } now && now.IsOn != isOn)
            throw new CommandFailure(ExitCode.Failed, $"{name} of {link} stays {State(now)}: another feature needs it so, or rules it out");
    }

    private static string State(EthtoolFeature feature) => feature.IsOn ? "on" : "off";

    private static void Show(CliContext context, IReadOnlyList<EthtoolFeature> features) =>
        JsonText.WriteList(context, features, WriteJson, () => context.Terminal.OutPage.Table(["FEATURE", "STATE", ""], features.Select(f => new[] { f.Name, State(f), f.IsFixed ? "fixed" : f.IsRequested != f.IsOn ? $"requested {(f.IsRequested ? "on" : "off")}" : "" })));

    private static void WriteJson(Utf8JsonWriter json, EthtoolFeature feature)
    {
        json.WriteStartObject();
        json.WriteString("name", feature.Name);
        json.WriteBoolean("active", feature.IsOn);
        json.WriteBoolean("requested", feature.IsRequested);
        json.WriteBoolean("fixed", feature.IsFixed);
        json.WriteEndObject();
    }
}
