namespace OvsCtl.Ovsdb;

/// <summary>
/// Who this side is, and whom it trusts, on <c>ssl:</c> endpoints: the three PEM files of <c>ovs-vsctl set-ssl</c>, as ovs-pki(8) makes them. The server has to show a
/// certificate of the CA; its name is not compared with the address, as Open vSwitch's certificates name switches and controllers, not hosts.
/// The files are read anew for every connection.
/// </summary>
public sealed record OvsdbTlsOptions
{
    /// <summary>This side's private key.</summary>
    public required string PrivateKeyFile { get; init; }

    /// <summary>This side's certificate, which the server checks.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>The certificate, or certificates, of the CA that the server's has to come from.</summary>
    public required string CaCertificateFile { get; init; }
}
