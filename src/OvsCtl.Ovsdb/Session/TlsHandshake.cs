using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OvsCtl.Ovsdb;

/// <summary>Puts TLS, with certificates on both sides, over a stream.</summary>
internal static class TlsHandshake
{
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ConnectFailed"/>: a file cannot be used, or one side does not trust the other.</exception>
    public static async Task<Stream> AuthenticateAsync(Stream stream, string endpoint, OvsdbTlsOptions options, CancellationToken cancellationToken)
    {
        SslStream? secured = null;
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(options.CertificateFile, options.PrivateKeyFile);
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(options.CaCertificateFile);
            secured = new SslStream(stream, leaveInnerStreamOpen: false);
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "",
                    ClientCertificateContext = SslStreamCertificateContext.Create(certificate, trusted, offline: true),
                    RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && IsTrusted(shown, trusted),
                },
                cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch (Exception e)
        {
            await (secured ?? stream).DisposeAsync().ConfigureAwait(false);
            if (e is OperationCanceledException) throw;
            throw new OvsdbException(OvsdbErrorKind.ConnectFailed, $"cannot connect to {endpoint}: {e.Message}", e);
        }
    }

    private static bool IsTrusted(X509Certificate shown, X509Certificate2Collection trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        // A private CA publishes no list of what it has revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var certificate = new X509Certificate2(shown);
        return chain.Build(certificate);
    }
}
