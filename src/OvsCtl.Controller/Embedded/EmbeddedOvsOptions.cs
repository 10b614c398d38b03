namespace OvsCtl.Controller.Embedded;

/// <summary>A private Open vSwitch that the daemon starts and watches.</summary>
public sealed record EmbeddedOvsOptions
{
    /// <summary>Holds its database, sockets and logs.</summary>
    public required string Directory { get; init; }

    /// <summary>The schema of the Open_vSwitch database, as the distribution ships it.</summary>
    public string SchemaPath { get; init; } = "/usr/share/openvswitch/vswitch.ovsschema";

    public string DatabaseSocket => Path.Combine(Directory, "db.sock");
}
