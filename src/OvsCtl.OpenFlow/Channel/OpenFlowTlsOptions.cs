using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OvsCtl.OpenFlow;

/// <summary>Mutual TLS the way Open vSwitch does it: each end shows a certificate that an authority both know has signed. Names and revocation lists play no part.</summary>
public sealed class OpenFlowTlsOptions
{
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _authorities;

    /// <param name="certificate">This end's certificate with its private key.</param>
    /// <param name="authorities">Whose signatures are trusted.</param>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public OpenFlowTlsOptions(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(authorities);
        if (!certificate.HasPrivateKey) throw new ArgumentException("The certificate has no private key.", nameof(certificate));
        (_certificate, _authorities) = (certificate, authorities);
    }

    /// <summary>Reads the PEM files of ovs-pki: <c>ctl-cert.pem</c>, <c>ctl-privkey.pem</c> and <c>switchca/cacert.pem</c>.</summary>
    /// <param name="certificatePath">This end's certificate.</param>
    /// <param name="privateKeyPath">Its private key, not encrypted.</param>
    /// <param name="authorityPath">The certificate of the authority that signed the switches'.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">A file holds something else.</exception>
    public static OpenFlowTlsOptions Load(string certificatePath, string privateKeyPath, string authorityPath)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(authorityPath);
        if (authorities.Count == 0) throw new CryptographicException($"{authorityPath} holds no certificate.");

        // ovs-pki writes the certificate as text and as PEM into one file.
        return new OpenFlowTlsOptions(X509Certificate2.CreateFromPemFile(certificatePath, privateKeyPath), authorities);
    }

    internal SslServerAuthenticationOptions ToServerOptions() => new()
    {
        ServerCertificate = _certificate,
        ClientCertificateRequired = true,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => IsTrusted(certificate),
    };

    private bool IsTrusted(X509Certificate? certificate)
    {
        if (certificate is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }
}
