using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Rendering;

/// <summary>
/// Changes as they come, a line each: names as 'ip netns monitor' prints them. What is there at the beginning is not news; after a loss
/// everything is printed again behind the word 'resync'.
/// </summary>
internal sealed class WatchView
{
    private readonly TextWriter _output;
    private readonly bool _isJson;
    private readonly Dictionary<int, string> _links = [];
    private bool _isOldNews;

    public WatchView(TextWriter output, OutputFormat format)
    {
        _output = output;
        _isJson = format is OutputFormat.Json or OutputFormat.Yaml;
    }

    public void Write(NetworkChange change)
    {
        switch (change)
        {
            case SnapshotStarted started:
                _isOldNews = !started.IsResync;
                if (started.IsResync) Line("resync", _isJson ? JsonText.Write(static json =>
                {
                    json.WriteStartObject();
                    json.WriteString("event", "resync");
                    json.WriteEndObject();
                }) : "");
                return;
            case SnapshotEnded:
                _isOldNews = false;
                return;
            case LinkChange link:
                _links[link.Link.IfIndex] = link.Link.Name;
                break;
        }

        if (_isOldNews) return;
        var (kind, isDeleted, text) = Describe(change);
        var verb = isDeleted ? "delete" : "add";
        Line(change is NamespaceChange ? $"{verb} {text}" : $"{verb} {kind} {text}", _isJson ? Json(change, kind, verb) : "");
    }

    private void Line(string text, string json)
    {
        _output.WriteLine(_isJson ? json : text);
        _output.Flush();
    }

    private (string Kind, bool IsDeleted, string Text) Describe(NetworkChange change) => change switch
    {
        NamespaceChange c => ("namespace", c.IsDeleted, c.Name),
        LinkChange c => ("link", c.IsDeleted, $"{c.Link.Name} <{string.Join(',', IpWords.Flags(c.Link.Flags))}> mtu {c.Link.Mtu} state {c.Link.OperState.ToUpperInvariant()}"),
        AddressChange c => ("address", c.IsDeleted, $"{AddressView.Text(c.Address)} dev {Name(c.Address.IfIndex)}"),
        RouteChange c => ("route", c.IsDeleted, RouteView.Line(c.Route, _links)),
        NeighbourChange c => ("neighbour", c.IsDeleted, $"{c.Neighbour.Address} dev {Name(c.Neighbour.IfIndex)} {IpWords.Mac(c.Neighbour.LinkAddress)} {string.Join(',', IpWords.States(c.Neighbour.State))}"),
        RuleChange c => ("rule", c.IsDeleted, $"{c.Rule.Priority}: {RuleView.Text(c.Rule)}"),
        _ => ("change", false, change.ToString()),
    };

    private string Json(NetworkChange change, string kind, string verb) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("event", verb);
        json.WriteString("kind", kind);
        switch (change)
        {
            case NamespaceChange c:
                json.WriteString("name", c.Name);
                break;
            case LinkChange c:
                AddressView.WriteLink(json, c.Link);
                break;
            case AddressChange c:
                json.WriteString("dev", Name(c.Address.IfIndex));
                json.WritePropertyName("address");
                AddressView.WriteJson(json, c.Address);
                break;
            case RouteChange c:
                json.WritePropertyName("route");
                RouteView.WriteJson(json, c.Route, _links);
                break;
            case NeighbourChange c:
                json.WritePropertyName("neighbour");
                NeighbourView.WriteJson(json, c.Neighbour, _links);
                break;
            case RuleChange c:
                RuleView.WriteJson(json, c.Rule);
                break;
        }

        json.WriteEndObject();
    });

    private string Name(int index) => _links.GetValueOrDefault(index, "");
}
