using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Channel;

/// <summary>Mutual TLS with authorities made here; scripts/learning-switch.sh does it with those of ovs-pki.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 _authority = CreateAuthority("switchca");
    private readonly X509Certificate2 _controller = CreateAuthority("controller");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        _controller.Dispose();
    }

    [Fact]
    public async Task A_switch_with_a_signed_certificate_is_served()
    {
        await using var listener = Listen();
        using var certificate = Sign(_authority, "switch");

        await using var fake = new FakeSwitch(await ConnectAsync(listener, certificate));
        fake.Start();
        await using var connection = await listener.AcceptAsync(Ct);

        Assert.Equal(fake.Id, connection.Features.DatapathId);
        await connection.BarrierAsync(Ct);
    }

    [Fact]
    public async Task A_switch_of_another_authority_or_without_a_certificate_is_turned_away_and_the_next_served()
    {
        await using var listener = Listen();
        using var other = CreateAuthority("other");
        using var forged = Sign(other, "switch");
        await AssertTurnedAwayAsync(listener, forged);
        await AssertTurnedAwayAsync(listener, null);

        await A_switch_with_a_signed_certificate_is_served();
    }

    [Fact]
    public async Task Plain_OpenFlow_on_the_TLS_port_and_a_silent_peer_keep_nobody_out()
    {
        await using var listener = Listen();
        using var plain = await ConnectPlainAsync(listener);
        await plain.SendAsync(Bytes.Encode(Hello.For(4)), Ct);
        using var silent = await ConnectPlainAsync(listener);
        using var certificate = Sign(_authority, "switch");

        await using var fake = new FakeSwitch(await ConnectAsync(listener, certificate));
        fake.Start();
        await using var connection = await listener.AcceptAsync(Ct);

        Assert.Equal(fake.Id, connection.Features.DatapathId);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused_at_once()
    {
        using var bare = X509CertificateLoader.LoadCertificate(_controller.RawData);

        Assert.Throws<ArgumentException>(() => new OpenFlowTlsOptions(bare, [_authority]));
        Assert.Throws<ArgumentException>(() => OpenFlowListener.Listen(OpenFlowTarget.Parse("pssl:0:127.0.0.1"), null, new OpenFlowConnectionOptions()));
    }

    private static async Task<Socket> ConnectPlainAsync(OpenFlowListener listener)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndPoint, Ct);
        return socket;
    }

    private static X509Certificate2 CreateAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
    }

    private static X509Certificate2 Sign(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var bare = request.Create(authority, authority.NotBefore, authority.NotAfter, [1, 2, 3, 4]);
        return bare.CopyWithPrivateKey(key);
    }

    private async Task AssertTurnedAwayAsync(OpenFlowListener listener, X509Certificate2? certificate)
    {
        try
        {
            // With TLS 1.3 the client learns only from its first read that it is not welcome.
            await using var stream = await ConnectAsync(listener, certificate);
            Assert.Equal(0, await stream.ReadAsync(new byte[1], Ct));
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // Turned away.
        }
    }

    private async Task<SslStream> ConnectAsync(OpenFlowListener listener, X509Certificate2? certificate)
    {
        var secure = new SslStream(new NetworkStream(await ConnectPlainAsync(listener), ownsSocket: true));
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "controller",
                ClientCertificates = certificate is null ? null : [certificate],
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(_controller.RawData),
            },
            Ct);
        return secure;
    }

    private OpenFlowListener Listen() =>
        OpenFlowListener.ListenTls(new IPEndPoint(IPAddress.Loopback, 0), new OpenFlowTlsOptions(_controller, [_authority]), new OpenFlowConnectionOptions());
}
