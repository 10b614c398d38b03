using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using OvsCtl.OpenFlow;

namespace OvsCtl.Daemon.Standalone;

/// <summary>The options for --ovs none: where to listen, what to be, and the files for TLS, named as Open vSwitch's tools name them.</summary>
internal sealed class StandaloneCommandLine
{
    private const string LearningSwitchApp = "learning-switch";

    private readonly Option<string[]> _openFlow = new("--openflow") { Description = "With --ovs none: where switches connect to, ptcp:[PORT][:IP], pssl:[PORT][:IP] or punix:PATH; may be given several times" };
    private readonly Option<string?> _app = new("--app") { Description = "With --ovs none: what to make of the switches that connect" };
    private readonly Option<string?> _certificate = new("--certificate", "-c") { Description = "For pssl: this end's certificate (PEM)" };
    private readonly Option<string?> _privateKey = new("--private-key", "-p") { Description = "For pssl: its private key (PEM)" };
    private readonly Option<string?> _authority = new("--ca-cert", "-C") { Description = "For pssl: the authority that signed the switches' certificates (PEM)" };

    public StandaloneCommandLine() => _app.AcceptOnlyFromAmong(LearningSwitchApp);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _openFlow, _app, _certificate, _privateKey, _authority }) command.Options.Add(option);
    }

    /// <summary>Says what does not fit together.</summary>
    public void Validate(CommandResult result, OvsMode mode)
    {
        var targets = result.GetValue(_openFlow) ?? [];
        if (mode != OvsMode.None)
        {
            if (targets.Length > 0 || result.GetValue(_app) is not null) result.AddError("--openflow and --app are for --ovs none: with a database the bridges' sockets say where to listen");
            return;
        }

        if (targets.Length == 0 || result.GetValue(_app) is null) result.AddError("--ovs none needs --openflow and --app, e.g. --openflow ptcp:6653:127.0.0.1 --app learning-switch");
        foreach (var text in targets)
        {
            if (ParseTarget(text, out var error) is not { } target) result.AddError($"--openflow: {error}");
            else if (target.IsTls && Files(result) is null) result.AddError($"{text} needs --certificate, --private-key and --ca-cert");
        }
    }

    /// <exception cref="IOException">A certificate cannot be read.</exception>
    /// <exception cref="CryptographicException">A file holds no certificate or key.</exception>
    public StandaloneOptions Read(ParseResult parsed, bool isVerbose) => new()
    {
        Targets = [.. (parsed.GetValue(_openFlow) ?? []).Select(OpenFlowTarget.Parse)],
        Tls = Files(parsed.CommandResult) is var (certificate, privateKey, authority) ? OpenFlowTlsOptions.Load(certificate, privateKey, authority) : null,
        IsVerbose = isVerbose,
    };

    private static OpenFlowTarget? ParseTarget(string text, out string error)
    {
        error = "";
        try
        {
            return OpenFlowTarget.Parse(text);
        }
        catch (FormatException e)
        {
            error = e.Message;
            return null;
        }
    }

    private (string Certificate, string PrivateKey, string Authority)? Files(CommandResult result) =>
        result.GetValue(_certificate) is { } certificate && result.GetValue(_privateKey) is { } key && result.GetValue(_authority) is { } authority ? (certificate, key, authority) : null;
}
