using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;

namespace OrleansTrading.Grains.Tests.Alerting;

public sealed class EmailSinkTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Send_ToSeveral_IsAMailWithTheMessagesId()
    {
        await using var server = new LocalMailServer();
        (await SendAsync(Route(server), Messages.Of(Messages.Event("Fill\r\nBcc: all@example.org", "Line one\nand two."), Messages.Event("Second")) with { Rest = 4 })).ShouldBeNull();
        var mail = server.Mails.ShouldHaveSingleItem();
        var headers = mail[..mail.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n');
        headers.ShouldContain("Message-ID: <m-1.ops@example.org>");
        headers.ShouldContain("Subject: [warning] Fill Bcc: all@example.org and 5 more");
        headers.ShouldNotContain(header => header.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        server.Commands.Where(command => command.StartsWith("RCPT", StringComparison.Ordinal)).ShouldBe(["RCPT TO:<one@example.org>", "RCPT TO:<two@example.org>"]);
        var body = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]));
        body.ShouldBe("[warning] Fill Bcc: all@example.org: Line one and two.\r\n[warning] Second: Detail.\r\nand 4 more\r\n");
    }

    [Fact]
    public async Task Send_Refused_SaysTheCodeAlone()
    {
        await using var server = new LocalMailServer { RecipientAnswer = _ => "550 no such user: planted-words" };
        var failure = (await SendAsync(Route(server), Messages.Of(Messages.Event())))!;
        failure.Reason.ShouldStartWith("SMTP 550");
        failure.Reason.ShouldNotContain("planted");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_RefusedForOneOfSeveral_IsDelivered()
    {
        await using var server = new LocalMailServer { RecipientAnswer = command => command.Contains("one@") ? "550 no such user" : "250 OK" };
        (await SendAsync(Route(server), Messages.Of(Messages.Event()))).ShouldBeNull("those who have it must not get it again");
        server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_ServerSaysNothing_EndsAtTheTimeLimit()
    {
        await using var server = new LocalMailServer { IsHanging = true };
        var route = Route(server);
        route.TimeLimit = TimeSpan.FromMilliseconds(300);
        (await SendAsync(route, Messages.Of(Messages.Event()))).ShouldBe(new DeliveryFailure("no answer within 0.3 s"));
    }

    [Fact]
    public async Task Send_NobodyListens_SaysSo()
    {
        var server = new LocalMailServer();
        var route = Route(server);
        await server.DisposeAsync();
        (await SendAsync(route, Messages.Of(Messages.Event())))!.Reason.ShouldStartWith("no connection to the mail server");
    }

    [Fact]
    public async Task Send_EncryptionWantedAndNotOffered_SendsNeitherMailNorPassword()
    {
        await using var server = new LocalMailServer();
        var route = Route(server);
        (route.Security, route.User, route.Secret) = (SmtpSecurity.StartTls, "me", "planted-password");
        (await SendAsync(route, Messages.Of(Messages.Event())))!.Reason.ShouldContain("STARTTLS");
        server.Mails.ShouldBeEmpty();
        server.Commands.ShouldAllBe(command => !command.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) && !command.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase));
    }

    private static AlertRouteOptions Route(LocalMailServer server) => new()
    {
        Kind = AlertRouteKind.Email, Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None, From = "trading@example.org", To = "one@example.org, two@example.org",
    };

    private static async Task<DeliveryFailure?> SendAsync(AlertRouteOptions route, OutgoingMessage message)
    {
        using var sinks = Messages.SinksOf(route);
        return await sinks.SendAsync(message, CancellationToken.None).WaitAsync(Limit, TimeProvider.System);
    }
}
