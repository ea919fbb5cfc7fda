using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;

namespace OrleansTrading.Grains.Tests.Alerting;

/// <summary>Mail by STARTTLS, to a server whose certificate was made for the test.</summary>
public sealed class EmailEncryptionTests
{
    private const string Password = "planted-password";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Send_ByStartTlsToATrustedServer_SignsInAndSendsEncryptedOnly()
    {
        using var certificate = CertificateOf("localhost");
        await using var server = new LocalMailServer(certificate);
        using (new Trust(certificate))
            (await SendAsync(server)).ShouldBeNull();
        server.Commands.Select(command => command.Split(' ')[0]).ShouldBe(["EHLO", "STARTTLS"], "nothing else goes in the clear");
        var encrypted = server.Encrypted;
        encrypted.Select(command => command.Split(' ', ':')[0]).Take(2).ShouldBe(["EHLO", "AUTH"]);
        encrypted[1].ShouldBe($"AUTH login {Base64("me")}");
        encrypted[2].ShouldBe(Base64(Password));
        server.Mails.ShouldHaveSingleItem().ShouldContain("Subject: [warning] Title");
    }

    [Fact]
    public async Task Send_ByStartTlsToAServerThatIsNotTrusted_SendsNeitherMailNorPassword()
    {
        using var certificate = CertificateOf("localhost");
        await using var server = new LocalMailServer(certificate);
        (await SendAsync(server)).ShouldBe(new DeliveryFailure("the mail server's certificate is not to be trusted"));
        (server.Encrypted.Count, server.Mails.Count).ShouldBe((0, 0));
        server.Commands.Select(command => command.Split(' ')[0]).ShouldBe(["EHLO", "STARTTLS"]);
    }

    private static async Task<DeliveryFailure?> SendAsync(LocalMailServer server)
    {
        using var sinks = Messages.SinksOf(new AlertRouteOptions
        {
            Kind = AlertRouteKind.Email, Host = "localhost", Port = server.Port, User = "me", Secret = Password, From = "trading@example.org", To = "one@example.org",
        });
        return await sinks.SendAsync(Messages.Of(Messages.Event()), CancellationToken.None).WaitAsync(Limit, TimeProvider.System);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private static X509Certificate2 CertificateOf(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Has this one certificate trusted by the process, for as long as it is not disposed of.</summary>
    private sealed class Trust : IDisposable
    {
        public Trust(X509Certificate2 trusted)
        {
            var hash = trusted.GetCertHashString(HashAlgorithmName.SHA256);
#pragma warning disable SYSLIB0014 // SmtpClient takes no other word on whom to trust.
            ServicePointManager.ServerCertificateValidationCallback =
                (_, certificate, _, errors) => errors == System.Net.Security.SslPolicyErrors.None || certificate?.GetCertHashString(HashAlgorithmName.SHA256) == hash;
        }

        public void Dispose() => ServicePointManager.ServerCertificateValidationCallback = null;
#pragma warning restore SYSLIB0014
    }
}
